import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

interface Frame {
  readonly width: number;
  readonly height: number;
}

const twelveMegapixels: Frame = { width: 4000, height: 3000 };
const small: Frame = { width: 1200, height: 900 };

let largeFrame: Promise<Buffer> | undefined;

/** A folder as a camera leaves it: numbered JPEGs taken seconds apart, no two alike. Answers with their paths. */
export async function cameraCard(
  folder: string,
  count: number,
  size: "small" | "large" = "small",
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `IMG_${String(1001 + index)}.JPG`);
      await writeFile(path, size === "small" ? await smallPhoto(index) : await largePhoto(index, folder));
      // Like a card of last month; and so that no two files of a name and size are taken for each other.
      const taken = new Date(Date.UTC(2026, 4, 2, 10, 0, index));
      await utimes(path, taken, taken);
      return path;
    }),
  );
}

async function smallPhoto(index: number): Promise<Buffer> {
  return sharp(scene(small, index))
    .withExif({ IFD0: { Make: "Canon", Model: "EOS R50" }, IFD2: { DateTimeOriginal: takenAt(index) } })
    .jpeg()
    .toBuffer();
}

/** One photo whose pixels lie on their side and whose EXIF says so. */
export async function portrait(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "IMG_2001.JPG");
  const turned = sharp(scene(small, 3)).withMetadata({ orientation: 6 }).jpeg();
  await writeFile(path, await turned.toBuffer());
  return path;
}

/** Drawn once and told apart by a comment: a batch of 12 megapixel files costs little, and their import what it costs. */
async function largePhoto(index: number, folder: string): Promise<Buffer> {
  largeFrame ??= sharp(scene(twelveMegapixels, 0)).jpeg({ quality: 90 }).toBuffer();
  const frame = await largeFrame;
  const words = Buffer.from(`${folder} ${index}`);
  const comment = Buffer.alloc(4);
  comment.writeUInt16BE(0xfffe, 0);
  comment.writeUInt16BE(words.length + 2, 2);
  return Buffer.concat([frame.subarray(0, 2), comment, words, frame.subarray(2)]);
}

/** A gradient with the number written large, so that order can be seen in a trace. */
function scene({ width, height }: Frame, index: number): Buffer {
  const hue = (index * 47) % 360;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="1" y2="1">
      <stop offset="0" stop-color="hsl(${hue} 60% 70%)"/><stop offset="1" stop-color="hsl(${hue} 60% 30%)"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <rect x="${(index * 53) % 800}" y="300" width="300" height="200" fill="hsl(${(hue + 180) % 360} 70% 50%)"/>
  </svg>`);
}

function takenAt(index: number): string {
  return `2026:05:02 10:00:${String(index % 60).padStart(2, "0")}`;
}

/** Files that are no photos, as cards have them; the names tell what is wrong with each. */
export async function badFiles(
  folder: string,
): Promise<Record<"empty" | "truncated" | "text" | "bomb", string>> {
  await mkdir(folder, { recursive: true });
  const files = {
    empty: join(folder, "EMPTY.JPG"),
    truncated: join(folder, "TRUNCATED.JPG"),
    text: join(folder, "LETTER.JPG"),
    bomb: join(folder, "BOMB.PNG"),
  };
  const whole = await smallPhoto(7);
  await writeFile(files.empty, "");
  await writeFile(files.truncated, whole.subarray(0, Math.floor(whole.length / 3)));
  await writeFile(files.text, "This is a letter and no picture.\n".repeat(20));
  await writeFile(files.bomb, bomb());
  return files;
}

/** 50,000 x 50,000 pixels of one colour: a few kilobytes that would decode to gigabytes. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((50_000 / 8 + 1) * 1000));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
