/** What the harness and a stand-in say to each other. */
export interface ToStandin {
  readonly id: number;
  readonly source: string;
  readonly argument: unknown;
}

export type FromStandin =
  | { readonly type: "shown"; readonly endpoint: string }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failure"; readonly id: number; readonly message: string };
