import { mkdirSync, writeFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { deserialize, serialize } from "node:v8";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** The folder of a database in one file. An archive of a thousand small files would take three times as long to unpack. */
interface Template {
  /** Those that are in others come after them. */
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Where the build puts one: beside the hub that is built with it, and a hub that runs from source takes the same. */
export const builtTemplate = fileURLToPath(
  new URL(
    import.meta.url.endsWith(".ts") ? "../../out/main/hub-template.zst" : "hub-template.zst",
    import.meta.url,
  ),
);

/** Packs the folder of a database that nobody has open, for hubs to begin from. */
export async function packTemplate(folder: string, file: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const named = entries.map((entry) => ({ entry, name: nameIn(folder, join(entry.parentPath, entry.name)) }));
  const files = new Map<string, Uint8Array>();
  for (const { entry, name } of named)
    if (entry.isFile()) files.set(name, await readFile(join(folder, name)));
  const folders = named.filter(({ entry }) => entry.isDirectory()).map(({ name }) => name);
  await writeFile(
    file,
    zstdCompressSync(serialize({ folders: folders.toSorted(), files } satisfies Template)),
  );
}

/** Makes `folder` what was packed. */
export async function unpackTemplate(file: string, folder: string): Promise<void> {
  const { folders, files } = deserialize(zstdDecompressSync(await readFile(file))) as Template;
  for (const name of ["", ...folders]) mkdirSync(join(folder, name));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

/** The same on every system. */
function nameIn(folder: string, path: string): string {
  return relative(folder, path).replaceAll("\\", "/");
}
