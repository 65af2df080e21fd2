import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import { expect, test } from "vitest";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { judged, photoFindings } from "#shared/rules/photo-findings.ts";
import { openPhotoDesk, photoOf } from "./photo-desk.ts";

const samples = fileURLToPath(new URL("../../../shared/samples/photos", import.meta.url));
const present = existsSync(samples);
const named = `(${present ? "" : "skipped: "}the sample photos${present ? "" : " are not on this machine"})`;

/** What is done to a picture, and what has to be found in it then, whatever picture it is. */
const spoilt: Readonly<Record<string, { spoil: (picture: Sharp) => Sharp; finding: string }>> = {
  "out of focus": { spoil: (picture) => picture.blur(6), finding: "blurred" },
  // Five stops of gamma-encoded values: one of the samples is nearly white.
  dark: { spoil: (picture) => picture.linear(2 ** (-5 / 2.2), 0), finding: "dark" },
  bright: { spoil: (picture) => picture.linear(2 ** (5 / 2.2), 0), finding: "overexposed" },
};

test(
  `pictures as cameras take them are neither blurred nor dark nor too bright ${named}`,
  { skip: !present },
  async () => {
    const findings = await findingsIn(samples);
    for (const [name, kinds] of findings)
      expect(
        kinds.filter((kind) => kind !== "tooSmall"),
        name,
      ).toEqual([]);
    expect(findings.size).toBe((await readdir(samples)).length);
  },
);

for (const [how, { spoil, finding }] of Object.entries(spoilt))
  test(`pictures that are ${how} are found to be ${finding} ${named}`, { skip: !present }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "autosell-spoilt-"));
    const pictures = (await readdir(samples)).filter((name) => name.endsWith(".jpg"));
    for (const name of pictures) {
      const large = sharp(join(samples, name)).autoOrient().resize(1920, 1920, { fit: "inside" });
      await writeFile(
        join(folder, name),
        await spoil(sharp(await large.toBuffer()))
          .jpeg()
          .toBuffer(),
      );
    }
    for (const [name, kinds] of await findingsIn(folder)) expect(kinds, name).toContain(finding);
    await rm(folder, { recursive: true });
  });

async function findingsIn(folder: string): Promise<Map<string, string[]>> {
  await using desk = await openPhotoDesk();
  const { items } = await desk.import(folder);
  const place = { vehicleId: crypto.randomUUID(), sequence: "a0", importedAt: "2026-01-01T00:00:00.000Z" };
  return new Map(
    items.map((item) => [
      item.name,
      photoFindings(judged(newPhoto(photoOf(item), place)), null).map(({ kind }) => kind),
    ]),
  );
}
