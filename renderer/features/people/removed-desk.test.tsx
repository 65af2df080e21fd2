import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { show, type Shown } from "#tests/support/shown-screen.tsx";
import { RemovedDesk } from "./removed-desk.tsx";

let shown: Shown;
afterEach(() => shown[Symbol.asyncDispose]());

const nothingWaits = { changesWaiting: 0, photosWaiting: 0 } as SyncStatus;

test("what the hub did not take counts among what only this desk has, and is asked about before it is wiped", async () => {
  shown = await show(<RemovedDesk status={nothingWaits} />, (hub) => {
    hub.refuse = ({ id, kind }) =>
      kind === "vehicle" || kind === "change" ? { id, reason: "notAllowed", detail: "" } : null;
  });
  await shown.replica.vehicles.create({ stockNumber: "A-101" });
  await expect.element(page.getByText("Not at the hub, and on no other desk: 1 change.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Save unsent changes to a file" })).toBeVisible();
  await page.getByRole("button", { name: "Delete everything here…" }).click();
  await expect
    .element(page.getByText(/Lost for good, because the hub does not have them: 1 change\./))
    .toBeVisible();
});
