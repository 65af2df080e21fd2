import { statfs } from "node:fs/promises";

/** What a hub takes on the disk when it begins, with some to spare. */
const hubBytes = 128 * 1024 ** 2;

/** Whether the disk of that folder has no room for a hub to begin. */
export async function lacksHubRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < hubBytes;
}
