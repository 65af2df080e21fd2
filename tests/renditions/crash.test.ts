import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";
import { renditionSizes } from "#shared/model/photo.ts";
import { hashOf, openRenditionDesk, read } from "./rendition-desk.ts";
import { openEditedRecords } from "#electron/renditions/edited-records.ts";

/** Ends it after so many pictures are said to be done, at once. */
async function killedAfter(pictures: number, root: string): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [await programFile("export-run"), root], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.stdout?.on("data", (data: Buffer) => {
    const told = /done (\d+)\n$/.exec(String(data));
    if (told && Number(told[1]) >= pictures) child.kill("SIGKILL");
  });
  await ended;
}

test(
  "killed at any point, the app leaves whole files, and the next start removes what is half",
  { timeout: 120_000 },
  async () => {
    for (const pictures of [0, 1, 3, 7, 12]) {
      const root = await mkdtemp(join(tmpdir(), "renditions-crash-"));
      await mkdir(join(root, "outside"), { recursive: true });
      await killedAfter(pictures, root);
      await using desk = await openRenditionDesk(root);
      const names = await readdir(desk.outside);
      expect(names.filter((name) => !/^STOCK-\d+\.jpg$/.test(name))).toEqual([]);
      for (const name of names)
        expect((await sharp(join(desk.outside, name), { failOn: "warning" }).stats()).channels).toHaveLength(
          3,
        );

      const records = await openEditedRecords(join(desk.folder, "renditions", "edited"), desk.blobs.tempFile);
      for await (const { renditions } of records.all())
        for (const size of renditionSizes) {
          const { sha256 } = renditions[size];
          expect(hashOf(await read(desk.blobs.path(sha256)))).toBe(sha256);
        }
    }
  },
);
