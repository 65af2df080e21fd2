import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildPrograms, importThreads } from "#tests/support/built-program.ts";
import type { Card } from "./photo-cards.ts";
import type { ImportMeasured } from "./photo-import-run.ts";

const run = promisify(execFile);
let built: Promise<string> | null = null;

/** Imports a card by the photo service alone, as it is built for the app, in a fresh process. */
export async function importApart(card: Card, folder: string): Promise<ImportMeasured> {
  built ??= builtImport();
  const { stdout } = await run(process.execPath, [await built, card.folder, folder]);
  const measured = JSON.parse(stdout) as ImportMeasured;
  if (measured.failed > 0)
    throw new Error(`${measured.failed} photos of the benchmark could not be imported`);
  return measured;
}

async function builtImport(): Promise<string> {
  const folder = "out/bench/import";
  await buildPrograms({ ...importThreads, program: "tests/bench/photo-import-process.ts" }, folder);
  return fileURLToPath(new URL(`../../${folder}/program.js`, import.meta.url));
}
