/**
 * All static checks, as many at once as there are cores, the longest first. What a check says is shown whole when it ends,
 * under its name; a failure does not keep the others from running.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const checks = ["lint", "types", "unused", "boundaries", "format:check", "licences"];

/** The compiler and the linter are of Go: one core each, as they run side by side, and memory rather than time. */
const environment = { ...process.env, GOMAXPROCS: "1", GOGC: "400" };

async function commands(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  return checks.flatMap((check) => scripts[check]!.split(" && "));
}

function run(command: string): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: root, shell: true, env: environment });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, said }));
  });
}

async function check(command: string): Promise<boolean> {
  const started = performance.now();
  const { code, said } = await run(command);
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${code === 0 ? "ok" : "FAILED"} after ${seconds} s: ${command}`);
  // Of what is well there is nothing to read.
  if (code !== 0) console.log(said.trimEnd());
  return code === 0;
}

const waiting = await commands();
const tally = { passed: 0, failed: 0 };
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (let command = waiting.shift(); command; command = waiting.shift())
      tally[(await check(command)) ? "passed" : "failed"] += 1;
  }),
);
await mkdir(`${root}out`, { recursive: true });
await writeFile(`${root}out/checks-report.json`, JSON.stringify(tally));
process.exitCode = tally.failed === 0 ? 0 : 1;
