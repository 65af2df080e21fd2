import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { buildImportProgram } from "#tests/support/built-program.ts";
import type { Card } from "./photo-cards.ts";
import type { ImportMeasured } from "./photo-import-run.ts";

const run = promisify(execFile);
let built: Promise<string> | null = null;

/** Imports a card by the photo service alone, as it is built for the app, in a fresh process. */
export async function importApart(card: Card, folder: string): Promise<ImportMeasured> {
  built ??= buildImportProgram("tests/bench/photo-import-process.ts", "out/bench/import");
  const { stdout } = await run(process.execPath, [await built, card.folder, folder]);
  const measured = JSON.parse(stdout) as ImportMeasured;
  if (measured.failed > 0)
    throw new Error(`${measured.failed} photos of the benchmark could not be imported`);
  return measured;
}
