import { pathsOf } from "#renderer/bridge/platform.ts";
import type { FileInFolder } from "./dropped-files.ts";
import type { ImportStore } from "./import-store.ts";

/** One file after the other, so that the tray can count them and a large card does not fill the memory. */
export async function handOver(store: ImportStore, files: readonly FileInFolder[]): Promise<string[]> {
  const id = crypto.randomUUID();
  const paths: string[] = [];
  try {
    for (const [done, { file, folder }] of files.entries()) {
      store.handOver({ id, done, total: files.length });
      paths.push(...(await pathsOf([file], folder)));
    }
    return paths;
  } finally {
    store.handedOver(id);
  }
}
