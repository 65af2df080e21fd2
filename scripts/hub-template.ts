import { writeFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";

/**
 * Writes a freshly initialised PGlite data folder as a tar.gz, for desks to begin their own hub from: initdb in WebAssembly
 * takes several seconds of a core, unpacking what it made a fraction of one.
 */
export async function writeHubTemplate(file: string): Promise<void> {
  const lite = await PGlite.create();
  try {
    const folder = await lite.dumpDataDir("gzip");
    await writeFile(file, new Uint8Array(await folder.arrayBuffer()));
  } finally {
    await lite.close();
  }
}
