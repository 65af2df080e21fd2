import { useEffect } from "react";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { AccessOf, accessOf } from "#renderer/ui/access.tsx";
import type { Role } from "#shared/model/role.ts";
import { eventually } from "#tests/support/eventually.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { SyncPanel } from "./sync-panel.tsx";
import { SyncProvider, useSyncPanel } from "./sync-provider.tsx";

let shown: Shown;

function Opened() {
  const { open } = useSyncPanel();
  // oxlint-disable-next-line react/exhaustive-deps
  useEffect(open, []);
  return <SyncPanel onOpenCar={() => {}} />;
}

const panelOf = (role: Role) => (
  <AccessOf access={accessOf({ role, person: null })}>
    <SyncProvider>
      <Opened />
    </SyncProvider>
  </AccessOf>
);

/** Two new cars and a change of one that the hub has, none of which it takes. */
async function refuseThree(): Promise<void> {
  const carId = await shown.replica.vehicles.create({ stockNumber: "A-101", make: "Nissan" });
  await shown.replica.settled();
  shown.hub.refuse = ({ id }) => ({ id, reason: "notAllowed", detail: "" });
  await shown.replica.vehicles.change(carId, { trim: "Sport" });
  await shown.replica.vehicles.create({ stockNumber: "B-7", make: "Mazda" });
  await shown.replica.vehicles.create({ stockNumber: "C-9", make: "Kia" });
  await eventually(() => expect(shown.replica.attention.rows.get()).toHaveLength(6));
}

const card = (car: string) => page.getByRole("article").filter({ hasText: car });
const button = (car: string, name: string) => card(car).getByRole("button", { name });
const press = async (car: string, name: string) => {
  (button(car, name).element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
};

afterEach(() => shown[Symbol.asyncDispose]());

test("a new car that was not taken is called by its own words, and what is settled hands the focus to the next", async () => {
  shown = await show(panelOf("owner"));
  await refuseThree();
  await expect.element(card("A-101")).toBeVisible();
  await expect.element(card("B-7").getByText("Mazda", { exact: true }).first()).toBeVisible();
  await expect.element(page.getByText("Nothing else waits")).toBeVisible();

  shown.hub.refuse = () => null;
  await press("A-101", "Send again");
  await expect.element(card("A-101")).not.toBeInTheDocument();
  await expect.element(card("B-7")).toHaveFocus();

  await press("B-7", "Discard");
  const question = page.getByRole("dialog", { name: "Discard this change?" });
  await expect.element(question.getByText(/What it says of .*Stock number/)).toBeVisible();
  await question.getByRole("button", { name: "Discard" }).click();
  await expect.element(card("B-7")).not.toBeInTheDocument();
  await expect.element(card("C-9")).toHaveFocus();

  await press("C-9", "Send again");
  await expect.element(card("C-9")).not.toBeInTheDocument();
  expect(shown.replica.attention.rows.get()).toEqual([]);
  expect(document.activeElement?.closest('[role="dialog"]')).not.toBe(null);
});

test("who may not make the change is not offered to send it again", async () => {
  shown = await show(panelOf("viewer"));
  await refuseThree();
  await expect.element(button("B-7", "Discard")).toBeVisible();
  expect(page.getByRole("button", { name: "Send again" }).elements()).toEqual([]);
});
