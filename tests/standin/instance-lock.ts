import { mkdirSync, readFileSync, rmSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One instance per data folder: the first leaves its process id, a later one knocks with its command line and is
 * refused. A lock whose process is gone is taken over, as the operating system's own would be.
 */
export function takeInstanceLock(
  folder: string,
  onSecond: (argv: readonly string[], workingFolder: string) => void,
): boolean {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, "standin-instance");
  const knock = join(folder, "standin-knock");
  if (!claim(lock)) {
    writeFileSync(knock, JSON.stringify({ argv: process.argv, folder: process.cwd() }));
    return false;
  }
  rmSync(knock, { force: true });
  watchFile(knock, { interval: 50, persistent: false }, ({ size }) => {
    if (size === 0) return;
    const { argv, folder } = JSON.parse(readFileSync(knock, "utf8")) as { argv: string[]; folder: string };
    onSecond(argv, folder);
  });
  process.on("exit", () => {
    unwatchFile(knock);
    rmSync(lock, { force: true });
  });
  return true;
}

function claim(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(lock, "utf8")))) return false;
    rmSync(lock, { force: true });
    return claim(lock);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
