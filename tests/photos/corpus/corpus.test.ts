import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { openPhotoDesk, type PhotoDesk, photoOf } from "../photo-desk.ts";
import { brokenFiles } from "./broken-files.ts";
import type { CorpusFile } from "./corpus-file.ts";
import { goodFiles } from "./good-files.ts";
import { quartersOf } from "./quarters.ts";
import { rawCorpus } from "./raw-corpus.ts";

test.for([
  ["cut, lying and foreign files", brokenFiles],
  ["every format, colour space, orientation and name", goodFiles],
  ["raw files", rawCorpus],
] as const)("comes to what is written beside each: %s", { timeout: 60_000 }, async ([, files]) => {
  await using desk = await openPhotoDesk();
  const items = await importAll(desk, files);

  expect(Object.fromEntries(items.map((item, index) => [files[index]!.name, outcomeOf(item)]))).toEqual(
    Object.fromEntries(files.map(({ name, outcome }) => [name, outcome])),
  );
  for (const [index, corpusFile] of files.entries())
    if (corpusFile.outcome === "shown" || corpusFile.outcome === "damaged")
      await expectShown(desk, items[index]!, corpusFile);
  expect(desk.log.errors).toEqual([]);
});

/** Each file from a folder of its own, in one import; the items in the order of the files. */
async function importAll(desk: PhotoDesk, files: readonly CorpusFile[]): Promise<ImportItem[]> {
  const paths: string[] = [];
  for (const [index, { name, content }] of files.entries()) {
    const folder = join(desk.card, String(index).padStart(3, "0"));
    await mkdir(folder);
    paths.push(join(folder, name));
    await writeFile(join(folder, name), await content());
  }
  const { items } = await desk.import(...paths);
  expect(items.map(({ name }) => name).sort()).toEqual(files.map(({ name }) => name).sort());
  return files.map(({ name }) => items.find((item) => item.name === name)!);
}

function outcomeOf({ failure, file, state }: ImportItem): string {
  if (failure) return failure;
  if (!file) return state;
  return file.damaged ? "damaged" : "shown";
}

async function expectShown(desk: PhotoDesk, item: ImportItem, { name, colors, file }: CorpusFile) {
  const photo = photoOf(item);
  if (file) expect(photo, name).toMatchObject(file);
  if (!colors) return;
  const shown = await quartersOf(desk.service.blobs.path(photo.renditions[1920].sha256));
  shown.forEach((color, quarter) =>
    color.forEach((value, band) =>
      expect(
        Math.abs(value - colors.are[quarter]![band]!),
        `${name}: quarter ${quarter} is ${color.join()}`,
      ).toBeLessThanOrEqual(colors.within),
    ),
  );
}
