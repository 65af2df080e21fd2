import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  resize(size: string): Promise<void>;
}

/** A file system of that size (`300k`, `20m`) in a new folder; null where this process may not mount one. */
export async function smallDisk(folder: string, size: string): Promise<SmallDisk | null> {
  await mkdir(folder);
  const mounted = await run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]).catch(
    () => null,
  );
  if (!mounted) return null;
  return {
    folder,
    async resize(next) {
      await run("mount", ["-o", `remount,size=${next}`, folder]);
    },
    async [Symbol.asyncDispose]() {
      await run("umount", [folder]);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
