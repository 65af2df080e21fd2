import { join } from "node:path";
import { askRun } from "./once-for-the-run.ts";

export const programsVariable = "TEST_PROGRAMS";

let folder: string | null = null;

/** A program of `built-program.ts`, which builds them all when the first is asked for. */
export async function programFile(name: string): Promise<string> {
  const found = await programsBuilt();
  if (!found) throw new Error("tests/support/built-program.ts has to be a globalSetup of the run");
  return join(found, `${name}.js`);
}

/** From here on the threads that this process starts are the built ones. In a program of its own they are anyway. */
export async function programsBuilt(): Promise<string | null> {
  folder ??= await askRun(programsVariable);
  return folder;
}

/** Null before anything was built. */
export function builtFile(name: string): string | null {
  return folder && join(folder, name);
}
