/** `npm run licences`: refuses what is installed under a licence that we have not agreed to. */
import { readFile } from "node:fs/promises";
import { lockedPackages } from "./licensing/lockfile.ts";
import { licenceProblem } from "./licensing/policy.ts";

const lockfile = new URL("../package-lock.json", import.meta.url);
const packages = lockedPackages(JSON.parse(await readFile(lockfile, "utf8")) as never);
const problems = packages
  .map((one) => licenceProblem(one, "installed"))
  .filter((problem) => problem !== null);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
console.log(`${packages.length} packages, ${problems.length} under a licence that is not agreed to`);
