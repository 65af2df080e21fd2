import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type AfterPackContext, Arch } from "electron-builder";

/** electron-builder copies the sharp that npm installed, for whatever system it packs: only the right one may leave here. */
export async function afterPack({
  packager,
  appOutDir,
  electronPlatformName,
  arch,
}: Pick<AfterPackContext, "appOutDir" | "electronPlatformName" | "arch"> & {
  readonly packager: Pick<AfterPackContext["packager"], "getResourcesDir">;
}): Promise<void> {
  const wanted = `sharp-${electronPlatformName}-${Arch[arch]}`;
  const folder = join(packager.getResourcesDir(appOutDir), "app.asar.unpacked/node_modules/@img");
  const packed = (await readdir(folder).catch(() => [])).filter((name) =>
    /^sharp-(?!libvips-).+-.+$/.test(name),
  );
  if (packed.length === 1 && packed[0] === wanted) return;
  throw new Error(
    `This app would start nowhere: it needs @img/${wanted} and has ${packed.join(", ") || "no sharp"}. ` +
      "Pack on the system that you pack for.",
  );
}
