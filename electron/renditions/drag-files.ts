import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, open, rm } from "node:fs/promises";
import { extname, join } from "node:path";
import sharp from "sharp";
import { pictureType } from "../photos/picture-type.ts";
import { createFileNames } from "./file-names.ts";
import { PictureProblem } from "./picture-problem.ts";

export interface DraggedFile {
  readonly sha256: string;
  readonly name: string;
}

export interface FilesToDrag {
  readonly paths: readonly string[];
  /** A small PNG of the first. */
  readonly icon: Buffer;
}

/** Files under their own names for others to take; they lie there until the next start. */
export interface DragFolder {
  prepare(files: readonly DraggedFile[], signal: AbortSignal): Promise<FilesToDrag>;
}

const endings: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/heic": "heic",
  "image/heif": "heif",
  "image/gif": "gif",
  "image/tiff": "tif",
};
const iconEdge = 96;

export async function openDragFolder(
  folder: string,
  pathOf: (sha256: string, signal: AbortSignal) => Promise<string | null>,
): Promise<DragFolder> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return {
    async prepare(files, signal) {
      const place = join(folder, randomUUID());
      await mkdir(place);
      const names = createFileNames();
      const paths: string[] = [];
      for (const { sha256, name } of files) {
        const source = await pathOf(sha256, signal);
        if (source === null) throw new PictureProblem("notHere");
        const path = join(place, await nameFor(source, name, names));
        await link(source, path).catch(() => copyFile(source, path));
        paths.push(path);
      }
      return { paths, icon: await iconOf(paths[0]!) };
    },
  };
}

async function nameFor(source: string, name: string, names: ReturnType<typeof createFileNames>) {
  await using file = await open(source, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(32), 0, 32, 0);
  const ending = endings[pictureType(buffer.subarray(0, bytesRead))];
  const given = extname(name).slice(1);
  const stem = given === "" ? name : name.slice(0, -given.length - 1);
  return names.take(stem, ending ?? (given || "bin"));
}

function iconOf(path: string): Promise<Buffer> {
  return sharp(path, { failOn: "none", pages: 1 })
    .autoOrient()
    .resize({ width: iconEdge, height: iconEdge, fit: "inside" })
    .png()
    .toBuffer();
}
