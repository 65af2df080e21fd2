import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PictureFetch } from "#shared/contract/photo-space.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import { storeBytes } from "#electron/renditions/stored-bytes.ts";
import { cornerPicture } from "#tests/support/images.ts";
import { restarted, startTwoDesks, type TestDesk, until } from "./desks.ts";

let owner: TestDesk;
let buyer: TestDesk;

beforeAll(async () => {
  [owner, buyer] = await startTwoDesks();
}, 120_000);
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]();
  await owner?.[Symbol.asyncDispose]();
}, 60_000);

test("a picture that is asked for offline says where it is, and comes once this desk is online", async () => {
  const picture = await cornerPicture(900, 600, 1);
  const original = await storeBytes(picture, owner.services.photos.blobs);
  const edits = { ...noEdits, quarterTurns: 1 };
  const { renditions } = await owner.window.renditions.render({ original, fallback: original, edits });
  await until(owner.window.sync.status(), ({ photosWaiting }) => photosWaiting === 0);
  const { sha256 } = renditions[1920];
  await buyer.window.sync.setSwitchedOff({ switchedOff: true });
  const said: PictureFetch[] = [];
  for await (const event of await buyer.window.photoSpace.fetch({ sha256 })) {
    said.push(event);
    if (event.type === "missing") await buyer.window.sync.setSwitchedOff({ switchedOff: false });
  }
  expect(said[0]).toEqual({ type: "missing", why: "offline" });
  expect(said.at(-1)).toEqual({ type: "here" });
  expect(await buyer.services.photos.blobs.has(sha256)).toBe(true);
}, 60_000);

test("the limit and the cars that are kept are the desk's own, and outlive a restart", async () => {
  const vehicleId = randomUUID();
  await buyer.window.photoSpace.setLimit({ limit: 5_000_000_000 });
  await buyer.window.photoSpace.keepCar({ vehicleId, kept: true });
  buyer = await restarted(buyer);
  const kept = await until(buyer.window.photoSpace.state(), ({ standing }) => standing === "settled");
  expect(kept).toMatchObject({ limit: 5_000_000_000 });
  await until(buyer.window.photoSpace.presence(), ({ keptCars }) => keptCars.includes(vehicleId));
  await buyer.window.photoSpace.keepCar({ vehicleId, kept: false });
  await until(buyer.window.photoSpace.presence(), ({ keptCars }) => keptCars.length === 0);
  await expect(buyer.window.photoSpace.setLimit({ limit: 5 })).rejects.toThrow();
}, 60_000);
