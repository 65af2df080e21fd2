import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { eventually } from "#tests/support/eventually.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { CardReview } from "./card-review.tsx";
import { cardImport, importItem } from "./import.fixture.ts";
import { ImportTray } from "./import-tray.tsx";
import { leftOutId } from "./review-groups.ts";
import { show, type Shown } from "./review.fixture.tsx";

let shown: Shown;
let versa: string;

const ids = Array.from({ length: 9 }, (_, index) => `0199cccc-0000-7000-8000-00000000000${index + 1}`);
const [front, rear, label, first, second, third, late, later] = ids as [string, ...string[]] &
  Record<number, string>;

const file = (photoId: string, name: string, time: string, change: Partial<ImportItem> = {}) =>
  importItem(photoId, { name, capturedAt: `2026-05-02T${time}`, safety: "safe", ...change });

/** Two in a folder named like a car, a label with three behind it, and two after a pause. */
const card = [
  file(front!, "IMG_1.JPG", "10:00:00", { folder: "EOS/A-101" }),
  file(rear!, "IMG_2.JPG", "10:00:05", { folder: "EOS/A-101" }),
  file(label!, "IMG_3.JPG", "10:42:00", { codes: ["B-202"] }),
  file(first!, "IMG_4.JPG", "10:42:10"),
  file(second!, "IMG_5.JPG", "10:42:20"),
  file(third!, "IMG_6.JPG", "10:42:30"),
  file(late!, "IMG_7.JPG", "10:50:00"),
  file(later!, "IMG_8.JPG", "10:50:10"),
];
const [unknown, nose, tail, other] = ["10", "11", "12", "13"].map(
  (end) => `0199cccc-0000-7000-8000-0000000000${end}`,
) as [string, string, string, string];
/** The first two, another without a word, and a label of a car that is not there with two behind it. */
const labelled = [
  ...card.slice(0, 2),
  file(other, "IMG_20.JPG", "10:00:10"),
  file(unknown, "IMG_21.JPG", "10:00:20", { codes: ["C-303"] }),
  file(nose, "IMG_22.JPG", "10:00:30"),
  file(tail, "IMG_23.JPG", "10:00:40"),
];
const { importId } = cardImport([]);

beforeEach(async () => {
  await page.viewport(1440, 900);
  shown = await show(
    <>
      <ImportTray />
      <CardReview />
    </>,
  );
  versa = await shown.replica.vehicles.create({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await shown.replica.vehicles.create({ stockNumber: "B-202", make: "Mazda", model: "CX-5" });
  shown.main.pictures.say({ type: "import", import: cardImport(card, { source: "EOS" }) });
});
afterEach(() => shown[Symbol.asyncDispose]());

const openReview = () => shown.shell.getState().show({ type: "review", importId });
const group = (name: RegExp) => page.getByRole("region", { name });
const photo = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });
const placedOn = (photoId: string) =>
  shown.main.pictures.placed.findLast((placement) => placement.photoId === photoId)?.vehicleId;
/** Another car of that stock number, which is in the bin for some days already. */
async function binnedBefore(stockNumber: string, days: number): Promise<void> {
  const { vehicles } = shown.replica;
  const id = await vehicles.create({ stockNumber, make: "Kia", model: "Pride" });
  await vehicles.change(id, { deletedAt: new Date(Date.now() - days * 86_400_000).toISOString() });
}
async function moveToStrip(name: string, strip: RegExp): Promise<void> {
  await photo(name).click();
  await userEvent.keyboard("m");
  const question = page.getByRole("dialog", { name: "Move 1 photo to…" });
  await question.getByRole("button", { name: strip }).click();
}

describe("the review of a card", () => {
  test("tells the day of photos of another day, and promises nothing of files dropped on one car", async () => {
    const lastYear = importItem(ids[8]!, { name: "IMG_9.JPG", capturedAt: "2025-02-03T10:00:00" });
    shown.main.pictures.say({ type: "import", import: cardImport([lastYear, card[6]!], { source: "EOS" }) });
    const other = { importId: crypto.randomUUID(), vehicleId: versa };
    const dropped = importItem(crypto.randomUUID(), { vehicleId: versa, safety: "safe", state: "done" });
    shown.main.pictures.say({ type: "import", import: cardImport([dropped], { ...other, confirmed: true }) });
    const tray = page.getByRole("complementary");
    await expect.element(tray.getByText("1 of 1 photos")).toBeVisible();
    expect(tray.getByText("Safe to format").elements()).toHaveLength(0);
    openReview();
    await expect.element(page.getByText(/Taken from 10:00 on/)).toBeVisible();
    await expect.element(page.getByText("Taken on May 2, 2026")).toBeVisible();
  });

  test("shows each car with its photos and the reason, and says when the card is safe to format", async () => {
    openReview();
    const known = group(/Photos of A-101/);
    await expect.element(known.getByText(/Stock number A-101 in the folder's name/)).toBeVisible();
    await expect.element(known.getByRole("button", { name: /^IMG_/ }).nth(1)).toBeVisible();
    await expect.element(group(/Photos of B-202/).getByText(/Label photographed at 10:42/)).toBeVisible();
    await expect.element(photo("IMG_3.JPG, left out")).toBeVisible();
    await expect.element(group(/Which car/).getByText(/8 minutes' pause/)).toBeVisible();
    await expect.element(page.getByText("Safe to format", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Put 5 photos on 2 cars" })).toBeVisible();
    await expect.element(page.getByText("2 photos have no car yet")).toBeVisible();
  });

  test("is corrected by keys alone, and every correction can be taken back", async () => {
    openReview();
    await photo("IMG_6.JPG").click();
    await userEvent.keyboard("m");
    const question = page.getByRole("dialog", { name: "Move 1 photo to…" });
    await expect.element(question.getByRole("textbox")).toHaveFocus();
    await userEvent.keyboard("{Escape}");
    await expect.element(photo("IMG_6.JPG")).toHaveFocus();
    await userEvent.keyboard("m");
    await question.getByRole("textbox").fill("versa");
    await userEvent.keyboard("{Enter}");
    await expect.element(photo("IMG_6.JPG, A-101")).toBeVisible();
    expect(placedOn(third!)).toBe(versa);

    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(photo("IMG_6.JPG, B-202")).toBeVisible();
    expect(placedOn(third!)).toBe(null);
  });

  test("moves several selected photos together", async () => {
    openReview();
    await photo("IMG_7.JPG").click();
    await userEvent.keyboard("{Shift>}{ArrowRight}{/Shift}");
    await expect.element(page.getByText("2 selected")).toBeVisible();
    await page.getByRole("button", { name: /Move to/ }).click();
    await page.getByRole("button", { name: /A-101/ }).last().click();
    await expect.element(photo("IMG_7.JPG, A-101")).toBeVisible();
    await expect.element(photo("IMG_8.JPG, A-101")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Put 7 photos on 2 cars" })).toBeVisible();
  });

  test("puts all on one car but for the label", async () => {
    openReview();
    await page.getByRole("button", { name: "All on one car…" }).click();
    await page.getByRole("dialog", { name: "Move 7 photos to…" }).getByRole("textbox").fill("versa");
    await userEvent.keyboard("{Enter}");
    await expect.element(page.getByRole("button", { name: "Put 7 photos on 1 car" })).toBeVisible();
    await expect.element(photo("IMG_3.JPG, left out")).toBeVisible();
  });

  test("splits a group, leaves photos out and puts them back", async () => {
    openReview();
    await photo("IMG_5.JPG").click();
    await userEvent.keyboard("s");
    await expect.element(page.getByText("4 photos have no car yet")).toBeVisible();
    await photo("IMG_2.JPG").click();
    await userEvent.keyboard("{Delete}");
    await expect.element(photo("IMG_2.JPG, left out")).toBeVisible();
    expect(placedOn(rear!)).toBe(leftOutId);
    await photo("IMG_2.JPG, left out").click();
    await page.getByRole("button", { name: "Put back" }).click();
    await expect.element(photo("IMG_2.JPG, A-101")).toBeVisible();
  });

  test("asks of a label that no car of the stock has, begins its car with one click, and takes that back", async () => {
    shown.main.pictures.say({ type: "import", import: cardImport(labelled, { source: "EOS" }) });
    openReview();
    const found = group(/Photos of C-303/);
    await expect.element(found.getByText("Label: stock number C-303 is not in stock yet")).toBeVisible();
    await expect.element(photo("IMG_21.JPG, left out")).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Put 2 photos on 1 car" })).toBeVisible();

    await moveToStrip("IMG_20.JPG", /C-303/);
    await expect.element(photo("IMG_20.JPG, C-303")).toBeVisible();
    await expect.element(found.getByRole("button", { name: "New car C-303" })).toBeVisible();

    await found.getByRole("button", { name: "New car C-303" }).click();
    const begun = group(/Photos of New car C-303/);
    await expect.element(begun.getByText(/C-303 is not in stock yet/)).toBeVisible();
    await expect.element(begun.getByRole("button", { name: /IMG_21.JPG, left out/ })).toBeVisible();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(found.getByRole("button", { name: "New car C-303" })).toBeVisible();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(photo("IMG_20.JPG, Which car?")).toBeVisible();

    await found.getByRole("button", { name: "New car C-303" }).click();
    await page.getByRole("button", { name: "Put 4 photos on 2 cars" }).click();
    await page.getByRole("button", { name: /^Leave them out/ }).click();
    await eventually(() => expect(shown.main.pictures.confirmed).toEqual([importId]));
    const made = shown.replica.inventory.get().cars.find(({ id }) => id === placedOn(nose));
    expect(made?.vehicle.stockNumber).toBe("C-303");
    expect(placedOn(tail)).toBe(made?.id);
    expect([placedOn(unknown), placedOn(other)]).not.toContain(made?.id);
  });

  test("does each correction on what the one before it leaves, however soon it follows, and confirms no sooner", async () => {
    shown.main.pictures.say({ type: "import", import: cardImport(labelled, { source: "EOS" }) });
    openReview();
    const found = group(/Photos of C-303/);
    await expect.element(found).toBeVisible();
    const kept = Promise.withResolvers<void>();
    shown.main.pictures.untilPlaced = kept.promise;
    await moveToStrip("IMG_20.JPG", /C-303/);
    await found.getByRole("button", { name: "New car C-303" }).click();
    await photo("IMG_2.JPG").click();
    await userEvent.keyboard("{Delete}");
    await page.getByRole("button", { name: "Put 2 photos on 1 car" }).click();
    await page.getByRole("button", { name: /^Leave them out/ }).click();
    kept.resolve();
    await eventually(() => expect(shown.main.pictures.confirmed).toEqual([importId]));
    const made = shown.replica.inventory.get().cars.find(({ vehicle }) => vehicle.stockNumber === "C-303");
    expect([other, nose, tail].map(placedOn)).toEqual([made?.id, made?.id, made?.id]);
    expect([front!, rear!].map(placedOn)).toEqual([versa, null]);
  });

  test("says that a car is in the bin, brings it back with its photos once confirmed, and takes that back", async () => {
    const binned = await shown.replica.vehicles.create({ stockNumber: "C-303", make: "Kia", model: "Rio" });
    await shown.replica.vehicles.bin([binned]);
    await binnedBefore("C-303", 1);
    shown.main.pictures.say({ type: "import", import: cardImport(labelled, { source: "EOS" }) });
    openReview();
    const found = group(/Photos of C-303 Kia Rio/);
    await expect.element(found.getByText("In the bin", { exact: true })).toBeVisible();
    await expect.element(page.getByRole("button", { name: "Put 2 photos on 1 car" })).toBeVisible();
    await moveToStrip("IMG_20.JPG", /C-303/);
    await expect.element(photo("IMG_20.JPG, C-303")).toBeVisible();

    await found.getByRole("button", { name: "Restore C-303 Kia Rio" }).click();
    await expect.element(found.getByText("To be restored", { exact: true })).toBeVisible();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(found.getByText("In the bin", { exact: true })).toBeVisible();
    await expect.element(photo("IMG_20.JPG, C-303")).toBeVisible();
    await found.getByRole("button", { name: "Restore C-303 Kia Rio" }).click();
    await expect.element(page.getByText("1 to be restored")).toBeVisible();
    const carIsBinned = () =>
      shown.replica.inventory.get().cars.find(({ id }) => id === binned)?.vehicle.deletedAt !== null;
    expect(carIsBinned()).toBe(true);
    await page.getByRole("button", { name: "Put 5 photos on 2 cars" }).click();
    await eventually(() => expect(shown.main.pictures.confirmed).toEqual([importId]));
    await eventually(() => expect(carIsBinned()).toBe(false));
    expect([other, nose, tail].map(placedOn)).toEqual([binned, binned, binned]);
    expect(placedOn(unknown)).not.toBe(binned);
  });

  test("goes on in the strip by keys once its car is said, and where that is taken back", async () => {
    const binned = await shown.replica.vehicles.create({ stockNumber: "D-404", make: "Kia", model: "Rio" });
    await shown.replica.vehicles.bin([binned]);
    // What cannot be had back any more counts as of no car.
    await binnedBefore("C-303", 40);
    const [tag, wheel] = ["14", "15"].map((end) => `0199cccc-0000-7000-8000-0000000000${end}`);
    const both = [
      ...labelled,
      file(tag!, "IMG_30.JPG", "11:00:00", { codes: ["D-404"] }),
      file(wheel!, "IMG_31.JPG", "11:00:10"),
    ];
    shown.main.pictures.say({ type: "import", import: cardImport(both, { source: "EOS" }) });
    openReview();
    const press = async (strip: RegExp, name: string) => {
      (group(strip).getByRole("button", { name }).element() as HTMLElement).focus();
      await userEvent.keyboard("{Enter}");
    };
    const button = (strip: RegExp, name: string) => group(strip).getByRole("button", { name });
    await expect.element(button(/Photos of C-303/, "New car C-303")).toBeVisible();

    await press(/Photos of C-303/, "New car C-303");
    await expect.element(button(/Photos of New car C-303/, "Another car…")).toHaveFocus();
    await userEvent.keyboard("{Control>}z{/Control}");
    await expect.element(button(/Photos of C-303/, "New car C-303")).toHaveFocus();

    await press(/Photos of D-404/, "Restore D-404 Kia Rio");
    await expect.element(button(/Photos of D-404/, "Another car…")).toHaveFocus();

    await press(/Photos of C-303/, "Choose a car…");
    await page.getByRole("dialog", { name: "Choose a car" }).getByRole("textbox").fill("cx-5");
    await userEvent.keyboard("{Enter}");
    await expect.element(button(/Photos of B-202/, "Another car…")).toHaveFocus();
  });

  test("names what has no car, makes new cars, and files everything on its car once confirmed", async () => {
    openReview();
    await group(/Which car/)
      .getByRole("button", { name: /More for/ })
      .click();
    await page.getByRole("menuitem", { name: "It is a new car" }).click();
    await photo("IMG_2.JPG").click();
    await userEvent.keyboard("s");
    await page.getByRole("button", { name: "Put 6 photos on 3 cars" }).click();
    const question = page.getByRole("dialog", { name: "1 photo has no car" });
    await question.getByRole("button", { name: "Leave them out, put 6 photos on 3 cars" }).click();
    await eventually(() => expect(shown.main.pictures.confirmed).toEqual([importId]));
    expect([placedOn(front!), placedOn(rear!), placedOn(late!)]).toEqual([versa, null, placedOn(later!)]);
    expect(shown.replica.inventory.get().cars).toHaveLength(3);

    const made = placedOn(late!)!;
    shown.main.pictures.say({ type: "state", importId, state: "running", confirmed: true });
    for (const item of card)
      shown.main.pictures.say({
        type: "item",
        importId,
        item: {
          ...item,
          state: "done",
          vehicleId: placedOn(item.photoId) ?? null,
          file: photoFile(item.name),
        },
      });
    await eventually(() =>
      expect(shown.main.pictures.acknowledged).toEqual(expect.arrayContaining([front, late, later])),
    );
    const carOf = (photoId: string) =>
      shown.replica.library.get().photos.find(({ id }) => id === photoId)?.vehicleId;
    await eventually(() => expect([front!, late!, later!].map(carOf)).toEqual([versa, made, made]));
    expect(shown.main.pictures.acknowledged).not.toContain(rear);
  });

  test("waits in the tray when it is closed, and opens as it was", async () => {
    openReview();
    await photo("IMG_1.JPG").click();
    await userEvent.keyboard("{Escape}");
    await userEvent.keyboard("{Escape}");
    await expect.element(page.getByText("EOS waits for your review")).toBeVisible();
    await page.getByRole("button", { name: "Open the review" }).click();
    await expect.element(group(/Photos of A-101/)).toBeVisible();
  });

  test("says which files were not taken", async () => {
    const broken = importItem(ids[8]!, { name: "MVI_1.MP4", state: "failed", failure: "video" });
    shown.main.pictures.say({ type: "import", import: cardImport([...card, broken], { source: "EOS" }) });
    openReview();
    await expect.element(page.getByText("Safe to format but for 1 file")).toBeVisible();
    await page.getByRole("button", { name: "Show which" }).click();
    await expect
      .element(
        page
          .getByRole("listitem")
          .filter({ hasText: "MVI_1.MP4" })
          .getByText(/Videos are not kept yet/),
      )
      .toBeVisible();
  });
});
