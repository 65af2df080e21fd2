/** The person of this desk may not change any of what an act would have changed; nothing was written. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";

  constructor(kind: string) {
    super(`The role of this desk's person may not change documents of kind ${kind}`);
  }
}
