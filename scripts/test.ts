/**
 * `npm test`: everything there is to check, in order: the checks of `npm run verify`, the build, what is packed of it, the
 * end-to-end specs. A failure does not keep the rest from running. In the end every failure is named once more, because what was
 * said of it may be far above; the last line is the sum.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { folderInMemory } from "./testing/folder-in-memory.ts";
import { ofChecks, ofPlaywright, ofVitest, type Tally } from "./testing/reports.ts";

interface Step {
  readonly command: string;
  /** What the step has to say beyond its exit code; without it the step counts as one test. */
  readonly report?: { readonly file: string; readonly read: (report: never) => Tally };
}

const root = fileURLToPath(new URL("..", import.meta.url));
const checksReport = "out/checks-report.json";
const unitReport = "out/unit-report.json";
const packagingReport = "out/packaging-report.json";
const specReport = "out/e2e-report.json";

/** The very steps of `npm run verify`, so that the two never part. */
async function steps(): Promise<Step[]> {
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, "utf8")) as {
    scripts: { verify: string };
  };
  const verify = scripts.verify.split(" && ");
  const isSuite = (command: string) => command.startsWith("vitest ");
  return [
    ...verify
      .filter((command) => !isSuite(command))
      .map((command) => ({ command, report: { file: checksReport, read: ofChecks } })),
    // Before the tests: those of the hub begin from a database that the build prepares.
    { command: "npm run build" },
    ...verify.filter(isSuite).map((command) => vitest(command, unitReport)),
    vitest("vitest run --project=packaging", packagingReport),
    { command: "playwright test", report: { file: specReport, read: ofPlaywright } },
  ];
}

function vitest(command: string, file: string): Step {
  const reporters = `--reporter=default --reporter=json --outputFile.json=${file}`;
  return { command: `${command} ${reporters}`, report: { file, read: ofVitest } };
}

/** A step that ends badly without naming a failed test (it did not start, or broke outside of one) has failed once. */
async function tallyOf({ command, report }: Step, code: number): Promise<Tally> {
  const found = report && (await readFile(root + report.file, "utf8").catch(() => null));
  const tally =
    report && found
      ? report.read(JSON.parse(found) as never)
      : { passed: code === 0 && !report ? 1 : 0, failed: 0, skipped: 0, failures: [] };
  const failures = code !== 0 && tally.failures.length === 0 ? [command] : tally.failures;
  return { ...tally, failed: code === 0 ? tally.failed : Math.max(tally.failed, 1), failures };
}

const inMemory = await folderInMemory();
const environment = { ...process.env, ...(inMemory && { TMPDIR: inMemory }) };

function run(command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { cwd: root, shell: true, stdio: "inherit", env: environment });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

await mkdir(`${root}out`, { recursive: true });
let sum: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const step of await steps()) {
  console.log(`\n> ${step.command}`);
  if (step.report) await rm(root + step.report.file, { force: true });
  const started = performance.now();
  const tally = await tallyOf(step, await run(step.command));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${tally.failed === 0 ? "ok" : "FAILED"} after ${seconds} s: ${step.command}`);
  sum = {
    passed: sum.passed + tally.passed,
    failed: sum.failed + tally.failed,
    skipped: sum.skipped + tally.skipped,
    failures: [...sum.failures, ...tally.failures],
  };
}
for (const failure of sum.failures) console.log(`FAILED: ${failure}`);
process.exitCode = sum.failed === 0 ? 0 : 1;
console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
