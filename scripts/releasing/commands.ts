import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { ReleaseRefused } from "./refusal.ts";

/** npm is a script on Windows, which only a shell starts; none of our arguments means anything to one. */
const shell = process.platform === "win32";

/** Runs a command before everybody's eyes and rejects where it fails. */
export function run(cwd: string, command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: "inherit", shell: shell && command === "npm" });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new ReleaseRefused(`Nothing was released: ${command} ${args.join(" ")} failed`)),
    );
  });
}

/** What a command prints. */
export async function ask(cwd: string, command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, [...args], { cwd });
  return stdout.trimEnd();
}
