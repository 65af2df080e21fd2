import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";

const folder = (name: string) => fileURLToPath(new URL(`../replays/${name}/`, import.meta.url));

/**
 * A property that holds for every input. Inputs that ever broke it are files in `tests/replays/<name>/`, which run first; a
 * new one that is found is written there, to be committed with its remedy. Inputs have to be JSON.
 */
export function holds<Inputs extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [K in keyof Inputs]: fc.Arbitrary<Inputs[K]> },
  property: (...inputs: Inputs) => void,
): void {
  for (const { file, inputs } of committed(name)) {
    try {
      property(...(inputs as Inputs));
    } catch (error) {
      throw brokenAgain(name, file, error);
    }
  }
  fc.assert(fc.property(...arbitraries, property), { reporter: (run) => report(name, run) });
}

/**
 * The same for what only time can tell: each input is waited for before the next. What failed is made smaller only where `smaller`
 * answers with inputs that are a little less of it, because each of them may take until its patience is at an end.
 */
export async function holdsInTime<Input>(
  name: string,
  arbitrary: fc.Arbitrary<Input>,
  property: (input: Input) => Promise<void>,
  options: { readonly numRuns: number; readonly seed: number; readonly smaller?: (input: Input) => Input[] },
): Promise<void> {
  const { smaller = () => [], ...parameters } = options;
  for (const { file, inputs } of committed(name)) {
    await property((inputs as [Input])[0]).catch((error: unknown) => {
      throw brokenAgain(name, file, error);
    });
  }
  const run = await fc.check(fc.asyncProperty(arbitrary, property), { ...parameters, endOnFailure: true });
  const found = run.counterexample && [await smallest(run.counterexample[0], property, smaller)];
  report(name, run, found);
}

/** The smallest of those that fail as well, going down one by one. */
async function smallest<Input>(
  failed: Input,
  property: (input: Input) => Promise<void>,
  smaller: (input: Input) => Input[],
): Promise<Input> {
  for (const candidate of smaller(failed)) {
    const holds = await property(candidate).then(
      () => true,
      () => false,
    );
    if (!holds) return smallest(candidate, property, smaller);
  }
  return failed;
}

function brokenAgain(name: string, file: string, cause: unknown): Error {
  return new Error(`${name} is broken again by the replay ${file}`, { cause });
}

/** Throws where the property did not hold, and keeps the input, the smallest that was looked for. */
function report<Inputs>(name: string, run: fc.RunDetails<Inputs>, found: unknown = run.counterexample): void {
  if (!run.failed) return;
  const saved = found ? save(name, found) : "nothing";
  throw new Error(`${fc.defaultReportMessage(run) ?? name}\nKept as ${saved}`, { cause: run.errorInstance });
}

function committed(name: string): { file: string; inputs: unknown }[] {
  const files = ls(folder(name)).filter((file) => file.endsWith(".json"));
  return files.map((file) => ({
    file,
    inputs: JSON.parse(readFileSync(folder(name) + file, "utf8")) as unknown,
  }));
}

function save(name: string, inputs: unknown): string {
  const text = `${JSON.stringify(inputs, null, 2)}\n`;
  const file = `${createHash("sha256").update(text).digest("hex").slice(0, 12)}.json`;
  mkdirSync(folder(name), { recursive: true });
  writeFileSync(folder(name) + file, text);
  return `tests/replays/${name}/${file}`;
}

function ls(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
