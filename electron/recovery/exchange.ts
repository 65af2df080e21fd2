import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { isMissing, syncFolder, writeDurably } from "../desk/durable-file.ts";

/**
 * Replaces several files of a folder together. New ones are laid down beside the old ones first; then a plan is written, and
 * from there on it is only renames, which may be done again and again until the plan is gone.
 */
export interface Exchange extends AsyncDisposable {
  /** Of the folder in `set-aside/` that takes what is replaced. */
  readonly name: string;
  /** The file is to have these contents. */
  replace(path: string, contents: Uint8Array): Promise<void>;
  /** The file is to be what `write` puts at the path that it is given. */
  replaceBy(path: string, write: (to: string) => Promise<void>): Promise<void>;
  /** Moves away what lies there, with nothing in its place. */
  setAside(path: string): void;
  /** From here on it happens, if not in this run then in the next. */
  commit(): Promise<void>;
}

const Plan = z.object({
  name: z.string().regex(/^[\w.-]+$/),
  steps: z.array(z.object({ path: z.string(), replaced: z.boolean() })),
});
type Plan = z.infer<typeof Plan>;

const planOf = (folder: string) => join(folder, "restore.json");
const asideOf = (folder: string, name: string) => join(folder, "set-aside", name);
/** New contents wait here; relative to the folder that takes the old ones. */
const incoming = "restored";

export async function beginExchange(folder: string): Promise<Exchange> {
  const name = new Date().toISOString().replaceAll(":", "-");
  const aside = asideOf(folder, name);
  const steps: Plan["steps"][number][] = [];
  let committed = false;

  const replaceBy = async (path: string, write: (to: string) => Promise<void>) => {
    const to = join(aside, incoming, path);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await write(to);
    await using handle = await open(to, "r+");
    await handle.sync();
    steps.push({ path, replaced: true });
  };
  return {
    name,
    replaceBy,
    replace: (path, contents) => replaceBy(path, (to) => writeFile(to, contents, { mode: 0o600 })),
    setAside: (path) => void steps.push({ path, replaced: false }),
    async commit() {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await writeDurably(planOf(folder), JSON.stringify({ name, steps } satisfies Plan));
      committed = true;
      await finishExchange(folder);
    },
    async [Symbol.asyncDispose]() {
      if (!committed) await rm(aside, { recursive: true, force: true }).catch(() => {});
    },
  };
}

/** Does what is left of an exchange that was decided on; nothing where there is none. */
export async function finishExchange(folder: string): Promise<void> {
  const plan = await readPlan(folder);
  if (!plan) return;
  const aside = asideOf(folder, plan.name);
  const touched = new Set<string>();
  for (const step of plan.steps) for (const one of await take(folder, aside, step)) touched.add(one);
  for (const one of touched) await syncFolder(one);
  await rm(join(aside, incoming), { recursive: true, force: true });
  await rm(planOf(folder), { force: true });
  await syncFolder(folder);
}

/** Answers with the folders whose names it changed. */
async function take(folder: string, aside: string, step: Plan["steps"][number]): Promise<string[]> {
  const target = join(folder, step.path);
  const next = join(aside, incoming, step.path);
  const old = join(aside, step.path);
  if (step.replaced && !(await isThere(next))) return [];
  await mkdir(dirname(old), { recursive: true, mode: 0o700 });
  if (await isThere(target)) await rename(target, await freeName(old));
  if (!step.replaced) return [dirname(target), dirname(old)];
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(next, target);
  return [dirname(target), dirname(old)];
}

async function freeName(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? path : `${path}.${number}`;
    if (!(await isThere(free))) return free;
  }
}

/** A plan that cannot be read was never decided on: it is written whole or not at all. */
async function readPlan(folder: string): Promise<Plan | null> {
  const text = await readFile(planOf(folder), "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return Plan.parse(JSON.parse(text));
  } catch {
    await rename(planOf(folder), await freeName(`${planOf(folder)}.damaged`));
    return null;
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error) || (error instanceof Error && "code" in error && error.code === "ENOTDIR"))
        return false;
      throw error;
    },
  );
}
