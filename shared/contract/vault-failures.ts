/** The credentials are sealed by a passphrase that was not given since the start, or not chosen yet. */
export const vaultLocked = { vaultLocked: { message: "The credentials are locked" } };
