/** `npm run faults [-- --runs <number>] [--seed <number>]`: lives through so many random histories; a seed has always the same ones. */
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string" }, seed: { type: "string" } } });
const { status } = spawnSync("vitest", ["run", "--project=node", "tests/faults"], {
  stdio: "inherit",
  env: {
    ...process.env,
    FAULT_RUNS: values.runs ?? "500",
    FAULT_SEED: values.seed ?? String(randomInt(2 ** 31)),
  },
});
process.exitCode = status ?? 1;
