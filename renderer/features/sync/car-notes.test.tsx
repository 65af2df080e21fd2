import { useEffect, useState } from "react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { page } from "vitest/browser";
import { useReplica } from "#renderer/replica/context.tsx";
import { created } from "#shared/rules/stamping.ts";
import { eventually } from "#tests/support/eventually.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { CarNotes, FieldNotes } from "./car-notes.tsx";

let shown: Shown;
let carId: string;

/** The notes of the only car, as its form shows them. */
function Form() {
  const { inventory } = useReplica();
  const [id, setId] = useState<string | null>(null);
  useEffect(() => inventory.subscribe(() => setId(inventory.get().cars[0]?.id ?? null)), [inventory]);
  return (
    id && (
      <>
        <CarNotes vehicleId={id} besideFields={new Set(["price"])} />
        <p>
          <input aria-label="Price" />
        </p>
        <FieldNotes vehicleId={id} field="price" />
        <FieldNotes vehicleId={id} field="trim" />
      </>
    )
  );
}

beforeEach(async () => {
  shown = await show(<Form />);
  carId = await shown.replica.vehicles.create({ make: "Nissan", price: money(200_000) });
  await shown.replica.settled();
});
afterEach(() => shown[Symbol.asyncDispose]());

const money = (pesos: number) => ({ amount: pesos * 100, currency: "MXN" as const });
const car = () => shown.replica.inventory.get().cars[0]?.vehicle;

function overlap(field: string, kept: unknown, other: unknown) {
  const document = created("overlap", crypto.randomUUID(), {
    vehicleId: carId,
    collection: "vehicles",
    documentId: carId,
    field,
    at: "2026-03-01T10:00:00.000Z",
    kept: { value: kept as string, stamp: "0199aa000000-0000-b" },
    other: { value: other as string, stamp: "0199aa000000-0000-a" },
    settledAt: null,
  });
  shown.hub.push("activity", [{ document, assumed: null }]);
}

describe("where two desks disagreed", () => {
  test("both values stand beside the field, and the other is one click away and one click back", async () => {
    overlap("price", money(200_000), money(190_000));
    const note = page.getByRole("group", { name: "Price: changed on two desks" });
    await expect.element(note.getByText(/\$200,000 MXN/)).toBeVisible();
    await expect.element(note.getByText(/\$190,000 MXN/)).toBeVisible();
    await expect.element(page.getByRole("region", { name: "Two desks changed this at once" })).toBeVisible();
    await note.getByRole("button", { name: "Use the other" }).click();
    await eventually(() => expect(car()?.price).toEqual(money(190_000)));
    await expect.element(note).not.toBeInTheDocument();
    await expect.element(page.getByRole("textbox", { name: "Price" })).toHaveFocus();
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(() => expect(car()?.price).toEqual(money(200_000)));
    await expect.element(note).toBeVisible();
  });

  test("what has no field of its own stands above the form", async () => {
    overlap("soldOn", "2026-03-01", "2026-03-02");
    const notice = page.getByRole("region", { name: "Two desks changed this at once" });
    await notice.getByRole("button", { name: "Keep this" }).click();
    await expect.element(notice).not.toBeInTheDocument();
  });
});

test("what the hub did not take stands beside its field with the reason, and can be used or discarded", async () => {
  shown.hub.refuse = ({ id, data }) =>
    data["trim"] === "Sport" ? { id, reason: "notAllowed", detail: "" } : null;
  await shown.replica.vehicles.change(carId, { trim: "Sport" });
  const note = page.getByRole("group", { name: "Trim: not taken" });
  await expect.element(note.getByText(/“Sport” was not taken. Your role did not allow that/)).toBeVisible();
  shown.shell.getState().seek(shown.replica.attention.rows.get()[0]!.heldId);
  await expect.element(note).toHaveFocus();
  shown.hub.refuse = () => null;
  await note.getByRole("button", { name: "Use it" }).click();
  await eventually(() => expect(shown.hub.master(carId)?.data["trim"]).toBe("Sport"));
  await expect.element(note).not.toBeInTheDocument();
});
