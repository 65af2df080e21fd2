import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../server/db/database.ts";
import { databaseFolder } from "../server/db/pglite.ts";
import { packTemplate } from "../server/db/template.ts";

const anew = { databaseUrl: null, template: null, onError: console.error };

/**
 * Writes the folder of a new hub's database as one file, for desks to begin their own hub from: initdb in WebAssembly and all
 * migrations take seconds of a core, unpacking what they made a fraction of one.
 */
export async function writeHubTemplate(file: string): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), "autosell-template-"));
  try {
    // The second start writes the caches of the catalogue, which the migrations of the first one threw away.
    for (let start = 1; start <= 2; start += 1)
      await (await openDatabase({ ...anew, dataFolder }))[Symbol.asyncDispose]();
    await packTemplate(databaseFolder(dataFolder), file);
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}
