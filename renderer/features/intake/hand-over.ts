import { knownPaths, stagedPath } from "#renderer/bridge/platform.ts";
import type { FileInFolder } from "./dropped-files.ts";
import { firstLook } from "./first-look.ts";
import type { ImportStore } from "./import-store.ts";
import { pageOf } from "./picture-row.tsx";

/** Paths of files for main to read; where it has no way to them they are copied to it first. */
export async function handOver(store: ImportStore, files: readonly FileInFolder[]): Promise<string[]> {
  return knownPaths(files.map(({ file }) => file)) ?? copied(store, files);
}

/** One file after the other, so that the tray can count them and a large card does not fill the memory. */
async function copied(store: ImportStore, files: readonly FileInFolder[]): Promise<string[]> {
  const id = crypto.randomUUID();
  const paths: string[] = [];
  const looks = firstLooks(files);
  try {
    for (const [done, { file, folder }] of files.entries()) {
      store.handOver({ id, done, total: files.length, pictures: await looks.around(done) });
      paths.push(await stagedPath(file, folder));
    }
    return paths;
  } finally {
    store.handedOver(id);
    looks.release();
  }
}

/** Addresses of the small pictures in the files that the tray shows while one of them is under way. */
function firstLooks(files: readonly FileInFolder[]) {
  let from = -1;
  let pictures: readonly (string | null)[] = [];
  const release = () => pictures.forEach((address) => address && URL.revokeObjectURL(address));
  return {
    release,
    async around(index: number): Promise<readonly (string | null)[]> {
      const page = pageOf(index);
      if (page.from === from) return pictures;
      const looks = await Promise.all(files.slice(page.from, page.to).map(({ file }) => firstLook(file)));
      release();
      from = page.from;
      pictures = looks.map((look) => look && URL.createObjectURL(look));
      return pictures;
    },
  };
}
