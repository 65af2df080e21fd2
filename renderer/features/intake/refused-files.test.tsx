import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { RefusedFile } from "#shared/contract/photo-import.ts";
import { RefusedButton } from "./refused-button.tsx";
import { RefusedProvider } from "./refused-context.tsx";
import { show, type Shown } from "./review.fixture.tsx";

let shown: Shown;
let versa: string;

const refused = (name: string, change: Partial<RefusedFile> = {}): RefusedFile => ({
  photoId: crypto.randomUUID(),
  name,
  folder: "",
  companionName: null,
  vehicleId: null,
  source: "EOS_DIGITAL",
  startedAt: "2026-11-21T09:00:00.000Z",
  failure: "empty",
  copy: null,
  ...change,
});

beforeEach(async () => {
  await page.viewport(1280, 720);
  shown = await show(
    <RefusedProvider>
      <RefusedButton />
    </RefusedProvider>,
  );
  versa = await shown.replica.vehicles.create({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
});
afterEach(() => shown[Symbol.asyncDispose]());

const row = (name: string) => page.getByRole("listitem", { name });
const nameOf = (element: Element | null) => element?.getAttribute("aria-label");

test("names every file with its reason, its car and where it is, and offers what can be done with it", async () => {
  const { pictures } = shown.main;
  const empty = refused("IMG_1.JPG", { vehicleId: versa });
  const raw = refused("IMG_2.CR2", { failure: "rawWithoutPreview", copy: "a".repeat(64), folder: "DCIM" });
  const film = refused("MVI_3.MP4", { failure: "video", source: "Phone" });
  pictures.refuse([empty, raw, film], { atSource: [empty.photoId], copied: [raw.photoId] });
  await page.getByRole("button", { name: "3 files were not taken" }).click();

  await expect.element(row("IMG_1.JPG").getByText(/^The file is empty/)).toBeVisible();
  await expect
    .element(row("IMG_1.JPG").getByText("For A-101 Nissan Versa · Still where it came from"))
    .toBeVisible();
  const saved = row("DCIM/IMG_2.CR2").getByRole("link", { name: "Save the copy of IMG_2.CR2…" });
  await expect.element(saved).toHaveAttribute("download", "IMG_2.CR2");
  await expect.element(row("MVI_3.MP4").getByText(/connect the card, or drop the file again/)).toBeVisible();
  expect(row("MVI_3.MP4").getByRole("button").elements().map(nameOf)).toEqual(["Dismiss MVI_3.MP4"]);

  await page.getByRole("button", { name: "Try 2 files again" }).click();
  await expect.poll(() => pictures.retried).toEqual([empty.photoId, raw.photoId]);
});

test("is walked, tried again and dismissed by keys, and says at its end that nothing is left", async () => {
  const { pictures } = shown.main;
  const files = [1, 2, 3].map((number) => refused(`IMG_${number}.JPG`));
  pictures.refuse(files, { atSource: files.map(({ photoId }) => photoId), copied: [] });
  await page.getByRole("button", { name: "3 files were not taken" }).click();
  await expect.element(row("IMG_2.JPG").getByText(/Still where it came from/)).toBeVisible();

  // The dialog takes the focus when it is open, and must not take it from the list.
  await expect.poll(() => nameOf(document.activeElement)).toBe("Close");
  row("IMG_1.JPG").element().focus();
  await userEvent.keyboard("{ArrowDown}{Delete}");
  await expect.poll(() => nameOf(document.activeElement)).toBe("IMG_3.JPG");
  expect(row("IMG_2.JPG").elements()).toHaveLength(0);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => pictures.retried).toEqual([files[2]!.photoId]);
  await expect.poll(() => nameOf(document.activeElement)).toBe("IMG_1.JPG");
  await userEvent.keyboard("{Tab}{Tab}{Enter}");
  await expect.element(page.getByText("Every file was taken")).toBeVisible();
});

test("asks before the last copy of a file is out of reach", async () => {
  const { pictures } = shown.main;
  const raw = refused("IMG_2.CR2", { failure: "rawWithoutPreview", copy: "a".repeat(64) });
  pictures.refuse([raw], { atSource: [], copied: [raw.photoId] });
  await page.getByRole("button", { name: "1 file was not taken" }).click();
  await row("IMG_2.CR2").getByRole("button", { name: "Dismiss IMG_2.CR2" }).click();
  await expect.element(page.getByText(/only the copy on this computer is left/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => page.getByText(/only the copy on this computer/).elements().length).toBe(0);
  await expect.element(row("IMG_2.CR2")).toBeVisible();
  await row("IMG_2.CR2").getByRole("button", { name: "Dismiss IMG_2.CR2" }).click();
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await expect.element(page.getByText("Every file was taken")).toBeVisible();
});
