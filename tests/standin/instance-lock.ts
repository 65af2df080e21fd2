import { mkdirSync, readFileSync, rmSync, unwatchFile, watchFile, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a later start says of itself. */
interface Knock {
  readonly argv: readonly string[];
  readonly folder: string;
  /** Whatever it handed to `requestSingleInstanceLock`. */
  readonly given: unknown;
}

/**
 * One instance per data folder: the first leaves its process id, a later one knocks with its command line and is
 * refused. A lock whose process is gone is taken over, as the operating system's own would be.
 */
export function takeInstanceLock(folder: string, given: object, onSecond: (knock: Knock) => void): boolean {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, "standin-instance");
  const knock = join(folder, "standin-knock");
  if (!claim(lock)) {
    const told: Knock = { argv: process.argv, folder: process.cwd(), given };
    writeFileSync(knock, JSON.stringify(told));
    return false;
  }
  rmSync(knock, { force: true });
  watchFile(knock, { interval: 50, persistent: false }, ({ size }) => {
    if (size === 0) return;
    onSecond(JSON.parse(readFileSync(knock, "utf8")) as Knock);
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
