import { rmSync } from "node:fs";
import { chmod, mkdtemp, readFile, statfs } from "node:fs/promises";

/** Linux keeps this one in memory. */
const place = "/dev/shm";
/** What the tests of a run have in their folders at once is a tenth of this. */
const plenty = 4 * 1024 ** 3;

/**
 * A temporary folder in memory for what tests write, where there is plenty of it; else null. It goes with this process. Tests make, flush and
 * delete hundreds of thousands of files, and all that these have to outlive is a process.
 */
export async function folderInMemory(): Promise<string | null> {
  if (process.env["TMPDIR"] || !(await isUsable())) return null;
  const folder = await mkdtemp(`${place}/autosell-tests-`);
  // As the system's own is: PostgreSQL and some tests are other users than root.
  await chmod(folder, 0o1777);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  return folder;
}

async function isUsable(): Promise<boolean> {
  const mounts = await readFile("/proc/mounts", "utf8").catch(() => "");
  const options = mounts.split("\n").find((line) => line.includes(` ${place} tmpfs `));
  // Some tests start what they have written.
  if (!options || options.includes("noexec") || process.availableMemory() < 2 * plenty) return false;
  const { bavail, bsize } = await statfs(place);
  return bavail * bsize > plenty;
}
