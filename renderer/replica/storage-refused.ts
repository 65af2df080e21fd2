/** The browser's storage did not take what the hub has sent, as on a full disk. */
export class StorageRefused extends Error {
  override readonly name = "StorageRefused";

  constructor(status: number) {
    super(`The replica could not keep what the hub sent (status ${status})`);
  }
}
