import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { eventually } from "#tests/support/eventually.ts";
import { created } from "#shared/rules/stamping.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { HistoryPanel } from "./history-panel.tsx";

let shown: Shown;
let carId: string;

beforeEach(async () => {
  await page.viewport(1280, 720);
  shown = await show(<HistoryPanel />);
  carId = await shown.replica.vehicles.create({ stockNumber: "A-101", make: "Nissan", model: "Versa" });
  await shown.replica.vehicles.change(carId, { trim: "Advance" });
  await shown.replica.vehicles.change(carId, { location: "Lot 2" });
  shown.shell.getState().showHistory({ vehicleId: carId, photoId: null });
});
afterEach(() => shown[Symbol.asyncDispose]());

const panel = page.getByRole("dialog", { name: "History of A-101 Nissan Versa" });
const lines = panel.getByRole("list", { name: "History" });
const car = () => shown.replica.inventory.get().cars.find(({ id }) => id === carId)?.vehicle;
const line = (words: string) => lines.getByRole("listitem").filter({ hasText: words });

test("lists who changed what, finds by field and day, and says so where nothing matches", async () => {
  const lastYear = created("change", crypto.randomUUID(), {
    vehicleId: carId,
    at: new Date(2025, 2, 4, 12).toISOString(),
    deviceId: crypto.randomUUID(),
    deskName: "Laptop",
    act: "edited",
    changes: [{ field: "notes", from: "", to: "Second key" }],
  });
  shown.hub.push("activity", [{ document: lastYear, assumed: null }]);
  await expect.element(line("Advance").getByText("on this desk")).toBeVisible();
  await expect.element(panel.getByText("4 changes")).toBeVisible();
  await panel.getByRole("combobox", { name: "Field" }).click();
  await page.getByRole("option", { name: "Trim" }).click();
  await expect.element(panel.getByText("1 change")).toBeVisible();
  await panel.getByRole("combobox", { name: "Day" }).click();
  await page.getByRole("option", { name: "Mar 4, 2025" }).click();
  await expect.element(panel.getByText("No change matches")).toBeVisible();
  await panel.getByRole("button", { name: "Show all" }).click();
  await expect.element(panel.getByText("4 changes")).toBeVisible();
  await panel.getByRole("combobox", { name: "Day" }).fill("mar 4");
  await page.getByRole("option", { name: "Mar 4, 2025" }).click();
  await expect.element(panel.getByText("1 change", { exact: true })).toBeVisible();
  await expect.element(line("Second key").getByText("on Laptop")).toBeVisible();
});

test("undoes one change, and asks first where its field was changed again since", async () => {
  await shown.replica.vehicles.change(carId, { trim: "Exclusive" });
  await line("Advance to Exclusive").getByRole("button", { name: "Acts on this change" }).click();
  await page.getByRole("menuitem", { name: "Undo this change" }).click();
  await eventually(() => expect(car()?.trim).toBe("Advance"));

  await shown.replica.vehicles.change(carId, { trim: "Sense" });
  await line("empty to Advance").getByRole("button", { name: "Acts on this change" }).click();
  await page.getByRole("menuitem", { name: "Undo this change" }).click();
  const question = page.getByRole("dialog", { name: "Changed again since" });
  await expect.element(question.getByText(/^Trim changed again/)).toBeVisible();
  await question.getByRole("button", { name: "Undo it anyway" }).click();
  await eventually(() => expect(car()?.trim).toBe(""));
});
