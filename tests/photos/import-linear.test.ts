import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { cameraPicture } from "../support/images.ts";

const run = promisify(execFile);
const runFile = fileURLToPath(new URL("./counting-run.ts", import.meta.url));

test(
  "ten times the photos are ten times the work, from the drop until they are on their cars",
  { timeout: 300_000 },
  async () => {
    const root = await mkdtemp(join(tmpdir(), "linear-"));
    try {
      const [few, many] = [await workOf(root, 80), await workOf(root, 800)];
      // Sorting grows a little faster than what is sorted.
      expect(many / few).toBeLessThan(11);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  },
);

/** One content under many names: what is counted is not the making of pictures. */
async function workOf(root: string, photos: number): Promise<number> {
  const card = join(root, `card-${photos}`);
  await mkdir(card);
  const picture = join(root, "picture.jpg");
  await writeFile(picture, await cameraPicture(160, 120, 1));
  for (let index = 0; index < photos; index++) await copyFile(picture, join(card, `IMG_${index}.jpg`));
  const { stdout } = await run(process.execPath, [runFile, join(root, `store-${photos}`), card]);
  return Number(stdout);
}
