/** Why nothing can be asked of the hub now: try again when there is a connection, or pair this desk again. */
export type HubFailure = "offline" | "signInAgain";

/** The hub is there and does not know what it was asked, because it is older than that. */
export class NotOffered extends Error {
  override readonly name = "NotOffered";
}

/** The expected failure of everything that needs the hub. */
export class HubUnavailable extends Error {
  override readonly name = "HubUnavailable";
  readonly kind: HubFailure;

  constructor(kind: HubFailure, cause?: unknown) {
    super(kind === "offline" ? "The hub cannot be reached now" : "This desk has to be paired again", {
      cause,
    });
    this.kind = kind;
  }
}
