import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PictureJob } from "#shared/contract/renditions.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { PhotoPreset, PhotoRecipe } from "#shared/model/photo-preset.ts";
import { Photo } from "#shared/model/photo.ts";
import { created } from "#shared/rules/stamping.ts";
import { storeBytes } from "#electron/renditions/stored-bytes.ts";
import { cornerPicture } from "#tests/support/images.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { startTwoDesks, type TestDesk, until } from "./desks.ts";

let owner: TestDesk;
let buyer: TestDesk;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-edited-"));
  [owner, buyer] = await startTwoDesks();
}, 120_000);
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]();
  await owner?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

const recipe: PhotoRecipe = {
  longEdge: 640,
  format: "webp",
  quality: 80,
  shape: null,
  maxBytes: null,
  watermark: null,
  banner: null,
};
const photoUrl = async (desk: TestDesk, sha256: string) =>
  `http://127.0.0.1:${desk.host.port}${(await desk.window.desk.describe()).photoBase}${sha256}`;
const keep = async (desk: TestDesk, picture: Buffer) => storeBytes(picture, desk.services.photos.blobs);
const pushed = (desk: TestDesk, collection: "photos" | "settings", document: Envelope) =>
  desk.window.sync.push({ collection, rows: [{ document, assumed: null }] });

test("another desk that hears of an edited photo shows its edited thumbnail", async () => {
  const original = await keep(owner, await cornerPicture(900, 600, 1));
  const edits = { ...noEdits, quarterTurns: 1 };
  const edited = await owner.window.renditions.render({ original, fallback: original, edits });
  const thumbnail = edited.renditions[320].sha256;
  const file = photoFile("travels");
  const photo = Photo.parse({
    ...file,
    original: { ...file.original, sha256: original },
    vehicleId: randomUUID(),
    sequence: "a0",
    importedAt: new Date().toISOString(),
    deletedAt: null,
    edits,
    edited,
  });
  await pushed(owner, "photos", created("photo", randomUUID(), photo as unknown as Envelope["data"]));
  await buyer.window.sync.pull({ collection: "photos", after: 0, limit: 100 });
  await until(buyer.window.sync.status(), ({ picturesToFetch }) => picturesToFetch === 0);
  const blobs = buyer.services.photos.blobs;
  expect(await blobs.has(thumbnail)).toBe(true);
  expect(await blobs.has(file.renditions[320].sha256)).toBe(false);
  expect(await sharp(blobs.path(thumbnail)).metadata()).toMatchObject({ width: 213, height: 320 });
  // The large one comes when it is looked at.
  const answer = await fetch(await photoUrl(buyer, edited.renditions[1920].sha256));
  expect(answer.headers.get("content-type")).toBe("image/jpeg");
  expect(answer.status).toBe(200);
}, 60_000);

test("another desk that hears of a preset has its watermark and makes the same pictures with it", async () => {
  const path = join(folder, "mark.png");
  await writeFile(path, await cornerPicture(60, 40, 1));
  const mark = await owner.window.renditions.addWatermark({ path, removeBackground: false });
  const watermark = { ...mark, place: "center", scale: 0.2, opacity: 1 } as const;
  const preset: PhotoPreset = {
    ...recipe,
    name: "Web",
    channel: "website",
    namePattern: "{stock}-{number}",
    watermark,
    deletedAt: null,
  };
  await pushed(
    owner,
    "settings",
    created("photo-preset", randomUUID(), preset as unknown as Envelope["data"]),
  );
  await buyer.window.sync.pull({ collection: "settings", after: 0, limit: 100 });
  await until(buyer.window.sync.status(), ({ picturesToFetch }) => picturesToFetch === 0);
  expect(await buyer.services.photos.blobs.has(mark.image)).toBe(true);

  const original = await keep(buyer, await cornerPicture(900, 600, 1));
  const order = { original, fallback: original, edits: null, bannerText: null };
  const preview = await buyer.window.renditions.preview({ order, recipe: { ...recipe, watermark } });
  expect(preview).toMatchObject({ width: 640, mime: "image/webp" });
  const answer = await fetch(await photoUrl(buyer, preview.sha256));
  expect(answer.headers.get("content-type")).toBe("image/webp");
  expect((await answer.arrayBuffer()).byteLength).toBe(preview.bytes);
}, 60_000);

test("a browser downloads a zip by its ticket, and nobody else does", async () => {
  const original = await keep(owner, await cornerPicture(900, 600, 1));
  const orders = ["uno", "dos"].map((name) => ({
    original,
    fallback: original,
    edits: null,
    bannerText: null,
    name,
  }));
  const jobId = randomUUID();
  const work = { type: "export", target: { type: "zip", path: null } } as const;
  await owner.window.renditions.order({ jobId, work, recipe, orders, complete: true });
  let job: PictureJob | null = null;
  await until(owner.window.renditions.jobs(), (event) => {
    if (event.type === "job" && event.job.jobId === jobId) job = event.job;
    return job?.state === "finished";
  });
  const url = `http://127.0.0.1:${owner.host.port}${job!.result!.download}`;
  const answer = await fetch(url);
  expect(answer.headers.get("content-type")).toBe("application/zip");
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="autosell-[\d-]+\.zip"$/);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(files).toSorted()).toEqual(["dos.webp", "uno.webp"]);
  expect((await fetch(`${url.slice(0, -1)}x`)).status).toBe(404);
  expect((await fetch(url.replace(/\/c\/[^/]+/, "/c/guess"))).status).toBe(404);
  expect((await fetch(url, { headers: { origin: "http://evil.example" } })).status).toBe(403);
  expect((await fetch(url, { method: "POST" })).status).toBe(405);
  const unknown = { presetId: randomUUID(), recipe };
  expect(await owner.window.renditions.prepared(unknown)).toEqual({ pictures: 0, outdated: 0 });
  expect(await owner.window.renditions.dropPrepared({ presetIds: [unknown.presetId] })).toEqual({});
  await owner.window.renditions.dismiss({ jobId });
}, 60_000);

test("what cannot be made says so in the words of the contract", async () => {
  const absent = "0".repeat(64);
  const photo = { original: absent, fallback: absent, edits: noEdits };
  await expect(owner.window.renditions.render(photo)).rejects.toMatchObject({ code: "notHere" });
  await expect(
    owner.window.renditions.addWatermark({ path: join(folder, "absent.png"), removeBackground: false }),
  ).rejects.toMatchObject({ code: "unusable" });
  const place = { what: "exportFolder", suggestedName: "x" } as const;
  expect(await owner.window.renditions.choosePlace(place)).toEqual({ path: null });
});
