import { existsSync } from "node:fs";
import { link, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openPictureWorkers } from "#electron/photos/picture-workers.ts";
import { type Figure, median } from "./figure.ts";
import { type Card, drawCard, heicCard } from "./photo-cards.ts";
import { importApart } from "./photo-import-apart.ts";

const sample = fileURLToPath(new URL("../../../shared/samples/photos/IMG_5195.HEIC", import.meta.url));
const heics = 8;
const jpegs = 24;
const rounds = 3;

/**
 * HEIC by the whole import against its decoder alone in the same workers; and how fast JPEGs are made while HEICs are
 * decoded beside them.
 */
export async function run(folder: string): Promise<Figure[]> {
  if (!existsSync(sample)) {
    console.log("photos/heic: there is no HEIC on this machine, left out");
    return [];
  }
  const heic = await heicCard(folder, sample, heics);
  const jpeg = await drawCard(folder, "jpeg", { width: 4000, height: 3000, count: jpegs });
  const mixed = await mixedCard(folder, heic, jpeg);
  const turns = [];
  for (let round = 0; round < rounds; round++)
    turns.push({
      decoder: await decodeAll(heic),
      ours: (await importApart(heic, folder)).seconds,
      alone: (await importApart(jpeg, folder)).jpegSeconds,
      beside: (await importApart(mixed, folder)).jpegSeconds,
    });
  const decoder = heics / median(turns.map((turn) => turn.decoder));
  return [
    {
      name: "photos/heic",
      value: heics / median(turns.map(({ ours }) => ours)),
      unit: "photos/s",
      against: `its decoder alone in the same workers: ${decoder.toPrecision(3)} photos/s`,
      ratio: median(turns.map((turn) => turn.decoder / turn.ours)),
    },
    {
      name: "photos/jpeg-beside-heic",
      value: jpegs / median(turns.map(({ beside }) => beside)),
      unit: "photos/s",
      against: `the same JPEGs alone: ${(jpegs / median(turns.map(({ alone }) => alone))).toPrecision(3)} photos/s`,
      ratio: median(turns.map(({ alone, beside }) => alone / beside)),
    },
  ];
}

/** HEICs and JPEGs of one card, as a phone and a camera leave them together. */
async function mixedCard(parent: string, ...cards: Card[]): Promise<Card> {
  const folder = join(parent, "mixed");
  await mkdir(folder);
  const paths = cards.flatMap((card) => card.paths);
  await Promise.all(paths.map((path) => link(path, join(folder, basename(path)))));
  return { folder, paths: paths.map((path) => join(folder, basename(path))) };
}

async function decodeAll({ paths }: Card): Promise<number> {
  await using workers = openPictureWorkers();
  const { signal } = new AbortController();
  const begun = performance.now();
  await Promise.all(paths.map((path) => workers.decodeHeic({ path, profile: null }, signal)));
  return (performance.now() - begun) / 1000;
}
