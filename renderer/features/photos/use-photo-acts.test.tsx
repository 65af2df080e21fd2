import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { useActProgress } from "#renderer/ui/long-acts.tsx";
import { photoFile } from "#tests/support/photo-file.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { type PhotoActs, usePhotoActs } from "./use-photo-acts.ts";

let shown: Shown;
let acts: PhotoActs;
let carId: string;
let ids: string[];

function Acts({ onReady }: { onReady: (ready: PhotoActs) => void }) {
  onReady(usePhotoActs());
  return <output>{useActProgress((done, total) => `${done} of ${total} for the icon`)}</output>;
}

beforeEach(async () => {
  shown = await show(<Acts onReady={(ready) => void (acts = ready)} />);
  // What was acknowledged is no longer in the journal.
  shown.main.online = false;
  const { vehicles, photos } = shown.replica;
  carId = await vehicles.create({ stockNumber: "A-1" });
  ids = Array.from({ length: 210 }, () => crypto.randomUUID());
  await photos.add(
    carId,
    ids.map((photoId, index) => ({ photoId, file: photoFile(`${index}`) })),
  );
});
afterEach(async () => {
  shown.main.online = true;
  await shown[Symbol.asyncDispose]();
});

/** Lets the journal take so many parts of an act; the rest once the promise that it answers is resolved. */
function holdAfter(parts: number) {
  const rest = Promise.withResolvers<void>();
  let kept = 0;
  shown.main.keeping = async () => void ((kept += 1) > parts && (await rest.promise));
  return rest;
}

const panel = page.getByRole("region", { name: "Work in progress" });
const says = (words: string) => expect.element(page.getByText(words, { exact: true })).toBeVisible();
const stored = () =>
  ids.map((id) => shown.main.journal.get(`photos/${id}`)?.document.data as Record<string, unknown>);
const binned = () => stored().filter(({ deletedAt }) => deletedAt !== null).length;

test("deleting many photos of a car is followed in the window and by the app's icon, cancelled, and taken back", async () => {
  const rest = holdAfter(1);
  acts.remove(ids);
  await says("100 of 210 for the icon");
  await expect.element(panel).toHaveTextContent("Deleting photos100 of 210Cancel");
  acts.setShot(ids, null);
  await says("Something else is still being worked on. Wait until that is done, or cancel it.");
  // One photo is no long act, and goes on beside it.
  acts.setShot(ids.slice(0, 1), { id: "engine", name: "Engine", required: true });
  await panel.getByRole("button", { name: "Cancel" }).click();
  rest.resolve();
  await says("Cancelled after 200 of 210. 200 photos deleted");
  expect(binned()).toBe(200);
  await says("1 photo is now: Engine");
  expect(panel.elements()).toEqual([]);

  await page
    .getByRole("alert")
    .or(page.getByRole("status"))
    .filter({ hasText: "Cancelled after" })
    .getByRole("button", { name: "Undo" })
    .click();
  await says("210 photos restored");
  expect(binned()).toBe(0);
});

test("many photos are moved and tagged with an end that is said, and undone with progress as well", async () => {
  const other = await shown.replica.vehicles.create({ stockNumber: "B-7" });
  acts.moveTo(ids, other, "B-7");
  await says("210 photos moved to B-7");
  acts.addTags(ids, ["auction"]);
  await says("Tags of 210 photos changed");
  expect(stored().every(({ vehicleId, tags }) => vehicleId === other && isTagged(tags))).toBe(true);

  const rest = holdAfter(2);
  acts.undo();
  await expect.element(panel).toHaveTextContent("Undoing200 of 210Cancel");
  rest.resolve();
  await says("Undone");
  expect(stored().some(({ tags }) => isTagged(tags))).toBe(false);
});

const isTagged = (tags: unknown) => (tags as Record<string, unknown>)["auction"] === true;
