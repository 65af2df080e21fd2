import { mkdir, utimes, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { type Frame, scene, type SceneLooks } from "./scenes.ts";

const twelveMegapixels: Frame = { width: 4000, height: 3000 };
const small: Frame = { width: 1200, height: 900 };

/** A folder as a camera leaves it: numbered JPEGs taken seconds apart, no two alike, nor like those of a folder of another name. */
export async function cameraCard(
  folder: string,
  count: number,
  size: "small" | "large" = "small",
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  // A whole minute, whose seconds tell the order.
  const first = (crc32(basename(folder)) % 10_000) * 60;
  const photo = size === "small" ? smallPhoto : largePhoto;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `IMG_${String(1001 + index)}.JPG`);
      await writeFile(path, await photo(first + index));
      // Like a card of last month; and so that no two files of a name and size are taken for each other.
      const taken = new Date(Date.UTC(2026, 4, 2, 10, 0, index));
      await utimes(path, taken, taken);
      return path;
    }),
  );
}

/** One photo of a card, small or as its looks say. */
export async function smallPhoto(index: number, looks: SceneLooks & { frame?: Frame } = {}): Promise<Buffer> {
  return scene(looks.frame ?? small, index, looks)
    .withExif({ IFD0: { Make: "Canon", Model: "EOS R50" }, IFD2: { DateTimeOriginal: takenAt(index) } })
    .jpeg()
    .toBuffer();
}

/** One photo whose pixels lie on their side and whose EXIF says so. */
export async function portrait(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "IMG_2001.JPG");
  const turned = scene(small, 3).withMetadata({ orientation: 6 }).jpeg();
  await writeFile(path, await turned.toBuffer());
  return path;
}

/** With the tables that cameras use; looking for better ones takes longer than all the rest. */
async function largePhoto(index: number): Promise<Buffer> {
  return scene(twelveMegapixels, index).jpeg({ quality: 90, optimiseCoding: false }).toBuffer();
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
