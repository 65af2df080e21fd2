/** Every failure that has to do with the hub says what the caller can do next. */
export const hubFailures = {
  /** Switched off or out of reach: the sync status says so and says when that ends. */
  offline: { message: "The hub cannot be reached now" },
  /** The hub no longer knows this device: it has to be paired again. */
  signInAgain: { message: "This desk has to be paired again" },
};

export const snapshotFailures = {
  ...hubFailures,
  /** The hub is older than snapshots are: everything comes by its feed. */
  notOffered: { message: "This hub has no snapshots" },
};
