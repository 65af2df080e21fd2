import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** What the build wrote of all that ships with it; null where we run from source, which ships nothing. */
export async function readLicenceNotices(base = import.meta.url): Promise<string | null> {
  for (const path of ["./third-party-licenses.txt", "../third-party-licenses.txt"]) {
    const text = await readFile(fileURLToPath(new URL(path, base)), "utf8").catch(() => null);
    if (text !== null) return text;
  }
  return null;
}
