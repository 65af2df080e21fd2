import { type ChildProcess, execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/**
 * For a Node that lives for seconds: its WebAssembly, of which PostgreSQL is much, is compiled once and not a second time,
 * better, which takes longer than it saves. What runs is the same.
 */
export const briefly = ["--liftoff-only"] as const;

/** Kills a process and everything it started, at once and without a chance to tidy up, as a power cut would. */
export async function killTree(pid: number): Promise<void> {
  const rows = await processes();
  const family = [pid];
  for (const member of family)
    family.push(...rows.filter(({ parent }) => parent === member).map((row) => row.pid));
  for (const member of family) kill(member);
}

const children = new Set<ChildProcess>();
process.once("exit", endChildren);

/** Sees to it that a child does not outlive this process, whatever ends it in an orderly way; in a test, the test's file. */
export function endWithThis(child: ChildProcess): void {
  children.add(child);
  child.once("exit", () => children.delete(child));
}

export function endChildren(): void {
  for (const child of children) child.kill("SIGKILL");
}

/** Kills every process whose command line has the text, which has to be unique to it (a folder of the test's own). */
export async function killByCommand(text: string): Promise<void> {
  for (const { pid, command } of await processes())
    if (command.includes(text) && pid !== process.pid) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function processes(): Promise<ProcessRow[]> {
  return process.platform === "linux" ? fromProc() : fromPs();
}

/** A bare Linux has no `ps`. */
async function fromProc(): Promise<ProcessRow[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const rows = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [stat, command] = await Promise.all([
          readFile(`/proc/${pid}/stat`, "utf8"),
          readFile(`/proc/${pid}/cmdline`, "utf8"),
        ]);
        // The name, in brackets, may itself have spaces and brackets.
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        return { pid, parent, command: command.replaceAll("\0", " ") };
      } catch {
        return null;
      }
    }),
  );
  return rows.filter((row) => row !== null);
}

async function fromPs(): Promise<ProcessRow[]> {
  const { stdout } = await promisify(execFile)("ps", ["-axo", "pid=,ppid=,command="]);
  return stdout.split("\n").flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? "" }] : [];
  });
}
