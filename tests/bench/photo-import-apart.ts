import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Card } from "./photo-cards.ts";
import type { ImportMeasured } from "./photo-import-run.ts";

const run = promisify(execFile);
const entry = fileURLToPath(new URL("photo-import-process.ts", import.meta.url));

/** Imports a card by the photo service alone in a fresh process. */
export async function importApart(card: Card, folder: string): Promise<ImportMeasured> {
  const { stdout } = await run(process.execPath, [entry, card.folder, folder]);
  const measured = JSON.parse(stdout) as ImportMeasured;
  if (measured.failed > 0)
    throw new Error(`${measured.failed} photos of the benchmark could not be imported`);
  return measured;
}
