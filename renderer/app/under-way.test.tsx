import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { LeavingProgress } from "#renderer/features/desktop/leaving-progress.tsx";
import { ExportProgress } from "#renderer/features/export-file/export-progress.tsx";
import { KeepingPanel, RenditionKeeper } from "#renderer/features/photo-editor/rendition-keeper-runner.tsx";
import { StockListProvider } from "#renderer/features/stock-list/stock-list-context.tsx";
import { InventoryScreen } from "#renderer/features/inventory/inventory-screen.tsx";
import { HubSection } from "#renderer/features/moving/hub-section.tsx";
import { MovingProvider } from "#renderer/features/moving/moving-provider.tsx";
import { NewHubProgress } from "#renderer/features/own-hub/new-hub-progress.tsx";
import { ArrivalLine } from "#renderer/features/sync/arrival-line.tsx";
import { RestoreProgress } from "#renderer/features/welcome/restore-progress.tsx";
import { noEdits } from "#shared/model/photo-edits.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { useOwnWork } from "./own-work.ts";
import { blankVehicle } from "#renderer/replica/readings.ts";
import { created } from "#shared/rules/stamping.ts";
import type { MoveState } from "#shared/contract/moving.ts";
import { events } from "#tests/support/event-stream.ts";
import { showOver } from "#tests/support/shown-over.tsx";
import { show } from "#tests/support/shown-screen.tsx";

/*
 * What is on the screen while long work goes on is gone before a story could look at it, so it is held here, and axe looks.
 */

let leave: () => unknown = () => {};
afterEach(async () => {
  await leave();
  document.documentElement.removeAttribute("data-mantine-color-scheme");
});

/** Serious and critical faults of what is shown, in light and in dark. */
async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const look of ["light", "dark"]) {
    document.documentElement.setAttribute("data-mantine-color-scheme", look);
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    for (const { id, impact, nodes } of violations)
      if (impact === "serious" || impact === "critical")
        found.push(...nodes.map(({ target }) => `${look}: ${id} at ${target.join(" ")}`));
  }
  return found;
}

const tenantId = "01890000-0000-7000-8000-000000000001";

function deskThatMoves(move: MoveState): BridgeClient {
  const place = { tenantId, hubAddress: null, left: null, move };
  return {
    desk: { describe: async () => ({ dealership: { tenantId } }) },
    moving: {
      state: async (_input: undefined, { signal }: { signal: AbortSignal }) =>
        events(signal, (say) => (say(place), () => {})),
      arrived: async () => ({}),
    },
  } as unknown as BridgeClient;
}

test.each([
  [{ phase: "packing", hubAddress: "https://hub.example.mx", photos: 40, allPhotos: 200 }, /40 of 200/],
  [{ phase: "stopped", hubAddress: "https://hub.example.mx", problem: "diskFull" }, /disk is full/],
] as const)("a move that is $phase", async (move, words) => {
  leave = await showOver(
    deskThatMoves(move),
    <MovingProvider>
      <HubSection status={null}>{null}</HubSection>
    </MovingProvider>,
  );
  await expect.element(page.getByText(words)).toBeVisible();
  expect(await faults()).toEqual([]);
});

test.each([
  [{ phase: "working", step: "gathering", count: 40, part: 0, wantsDocuments: true }, /Gathering what/],
  [{ phase: "working", step: "files", count: 40, part: 0.3, wantsDocuments: false }, /40 so far/],
  [{ phase: "stopped", step: "gathering", problem: "diskFull" }, /disk is full/],
] as const)("a new hub that is $phase, $step", async (newHub, words) => {
  leave = await showOver(deskThatMoves({ phase: "none" }), <NewHubProgress newHub={newHub} />);
  await expect.element(page.getByText(words)).toBeVisible();
  expect(await faults()).toEqual([]);
});

test("an export, a restore and a quit", async () => {
  const counts = { cars: 12, photos: 200 };
  leave = await showOver(
    deskThatMoves({ phase: "none" }),
    <>
      <ExportProgress
        state={{
          phase: "working",
          step: "writing",
          ...counts,
          photosDone: 40,
          allPhotos: 200,
          bytes: 9e6,
          wantsDocuments: false,
        }}
      />
      <RestoreProgress state={{ phase: "working", step: "reading", done: 4e6, all: 9e6, photos: 200 }} />
      <LeavingProgress left={{ changes: 3, photos: 1 }} />
    </>,
  );
  await expect.element(page.getByText(/3 changes/)).toBeVisible();
  expect(await faults()).toEqual([]);
});

test("the first sync of a desk that joins", async () => {
  const held = Promise.withResolvers<void>();
  const vehicle = blankVehicle("2026-01-01", "2026-01-01T00:00:00.000Z");
  const shown = await show(
    <>
      <ArrivalLine />
      <InventoryScreen
        photos={() => null}
        notes={{ ofCar: () => null, ofField: () => null }}
        history={() => null}
        onDropFiles={() => {}}
        openPhotos={() => {}}
      />
    </>,
    (hub, main) => {
      const cars = Array.from({ length: 600 }, () => created("vehicle", crypto.randomUUID(), vehicle));
      hub.push(
        "vehicles",
        cars.map((document) => ({ document, assumed: null })),
      );
      main.underWay = () => held.promise;
    },
  );
  leave = async () => {
    held.resolve();
    await shown[Symbol.asyncDispose]();
  };
  await expect.element(page.getByRole("progressbar").first()).toHaveAttribute("aria-valuenow", "83");
  expect(await faults()).toEqual([]);
  await expect.element(page.getByRole("progressbar").first()).toBeVisible();
});

test("edited photos that are drawn, in the window and for the taskbar, until somebody ends it", async () => {
  const work: (number | null)[] = [];
  const Taskbar = () => (work.push(useOwnWork()), null);
  await using shown = await show(
    <StockListProvider>
      <RenditionKeeper>
        <Taskbar />
        <KeepingPanel />
      </RenditionKeeper>
    </StockListProvider>,
    (_hub, main) => void (main.pictures.untilDrawn = new Promise(() => {})),
  );
  const { vehicles, photos } = shown.replica;
  const car = await vehicles.create({ stockNumber: "A-101" });
  const files = Array.from({ length: 12 }, (_, index) => photoFile(String(index)));
  const { added } = await photos.add(
    car,
    files.map((file) => ({ photoId: crypto.randomUUID(), file })),
  );
  await photos.edit(added, { ...noEdits, exposure: 1 });

  const panel = page.getByRole("region", { name: "Work in progress" });
  await expect.element(panel.getByText("Drawing edited photos")).toBeVisible();
  await expect.element(panel.getByText("0 of 12")).toBeVisible();
  expect(work.at(-1)).toBe(0);
  expect(await faults()).toEqual([]);
  await panel.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => panel.elements().length).toBe(0);
  expect(work.at(-1)).toBeNull();
  await expect.element(page.getByText(/12 photos keep the look/)).toBeVisible();
});
