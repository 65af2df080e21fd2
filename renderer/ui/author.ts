import type { PersonReference } from "#shared/model/person.ts";

/** On which desk something was done, and by whom. */
export interface Author {
  readonly deskName: string;
  readonly person?: PersonReference | null | undefined;
}

/** The person's name where it says more than the desk's: somebody who works alone is called as their desk is. */
export function personOf({ deskName, person }: Author): string | null {
  return person && person.name !== deskName ? person.name : null;
}
