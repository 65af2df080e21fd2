import { readFile, mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { scene } from "./scenes.ts";

/** A picture that a photographer took on the lot. */
export interface Shot {
  /** Below the card, joined by `/`. */
  readonly folder: string;
  readonly name: string;
  /** `HH:mm:ss` of one day. */
  readonly time: string;
  /** What the label in the picture says, as a QR code or in bars; without it, it is a picture of a car. */
  readonly label?: { readonly text: string; readonly format: "QRCode" | "Code39" };
  /** Taken with the camera on its side, as its EXIF says. */
  readonly onItsSide?: boolean;
}

const width = 1200;
const height = 900;

/** Writes a card with these pictures, no two alike, and answers with its folder. */
export async function lotCard(card: string, shots: readonly Shot[]): Promise<string> {
  await Promise.all(shots.map((shot, index) => writeShot(card, shot, index)));
  return card;
}

/** Numbered pictures of one folder, seconds apart. */
export function shotsOf(folder: string, first: number, count: number, time: string): Shot[] {
  const start = Date.parse(`2026-05-02T${time}Z`);
  return Array.from({ length: count }, (_, index) => ({
    folder,
    name: `IMG_${first + index}.JPG`,
    time: new Date(start + index * 8000).toISOString().slice(11, 19),
  }));
}

async function writeShot(card: string, shot: Shot, index: number): Promise<void> {
  const folder = join(card, shot.folder);
  await mkdir(folder, { recursive: true });
  const path = join(folder, shot.name);
  const picture = shot.label ? await labelPicture(shot.label) : scene({ width, height }, index);
  await writeFile(
    path,
    await picture
      .withMetadata({
        orientation: shot.onItsSide ? 6 : 1,
        exif: {
          IFD0: { Make: "Canon", Model: "EOS R50" },
          IFD2: { DateTimeOriginal: `2026:05:02 ${shot.time}` },
        },
      })
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
  const taken = new Date(`2026-05-02T${shot.time}Z`);
  await utimes(path, taken, taken);
}

/** A tag that hangs in the windscreen: white, with its code in the middle. */
async function labelPicture({ text, format }: NonNullable<Shot["label"]>): Promise<Sharp> {
  prepareZXingModule({ overrides: { wasmBinary: await writerBinary() } });
  const code = await writeBarcode(text, { format, scale: 8, addQuietZones: true });
  if (!code.svg) throw new Error(code.error);
  const drawn = await sharp(Buffer.from(code.svg), { density: 300 })
    .resize({ width: 520, height: 420, fit: "inside", kernel: "nearest" })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: "#c9c2b4" } }).composite([
    {
      input: Buffer.from(
        `<svg width="640" height="560"><rect width="640" height="560" rx="24" fill="#fff"/></svg>`,
      ),
    },
    { input: drawn },
  ]);
}

async function writerBinary(): Promise<ArrayBuffer> {
  const file = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/writer/zxing_writer.wasm")));
  return new Uint8Array(file).buffer;
}
