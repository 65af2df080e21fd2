/** Millimetres. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** `unavailable` is what a printer or the system refused without saying more. */
export type PrintEnd = "printed" | "cancelled" | "noPrinter" | "unavailable";

/** Puts on paper what the window shows to print media. */
export interface Printing {
  /** With the system's dialog; resolves when the job is on its way. */
  print(page: PageSize): Promise<PrintEnd>;
  toPdf(page: PageSize): Promise<Uint8Array>;
}
