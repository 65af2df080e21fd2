import { afterEach, beforeEach, expect, it } from "vitest";
import { standardPrintLayout } from "#shared/rules/label-sheets.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";
import { merge } from "#shared/rules/merge.ts";

let world: DeskWorld;
const stops: (() => void)[] = [];

beforeEach(() => {
  world = openWorld();
});
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop());
  await world[Symbol.asyncDispose]();
});

async function openDesk(): Promise<OpenDesk> {
  const desk = await world.desk();
  const { settings } = desk.replica;
  stops.push(settings.printLayout.subscribe(() => undefined));
  return desk;
}

const written = ({ main }: OpenDesk) =>
  [...main.journal.values()].find(({ document }) => document.kind === "print-layout")?.document;

it("is printed as dealers of the country do until it is changed, and nothing is written before", async () => {
  const desk = await openDesk();
  const { settings } = desk.replica;
  expect(settings.printLayout.get()).toEqual(standardPrintLayout("letter"));
  const createdAt = "2026-01-01T00:00:00.000Z";
  await settings.setDealership({ name: "Auto Plovdiv", currency: "BGN", distanceUnit: "km", createdAt });
  await eventually(() => expect(settings.printLayout.get()).toEqual(standardPrintLayout("a4")));
  expect(written(desk)).toBeUndefined();
});

it("is changed in parts, and a sheet that cannot be printed is refused", async () => {
  const desk = await openDesk();
  const { settings } = desk.replica;
  await settings.changePrintLayout({ stickerNote: "Enganche desde 20 %" });
  await settings.changePrintLayout({ labelSheet: "roll62x29" });
  await eventually(() =>
    expect(settings.printLayout.get()).toEqual({
      ...standardPrintLayout("letter"),
      stickerNote: "Enganche desde 20 %",
      labelSheet: "roll62x29",
    }),
  );
  const { customSheet } = settings.printLayout.get();
  const impossible = { ...customSheet, pitchX: customSheet.labelWidth / 2 };
  await expect(settings.changePrintLayout({ customSheet: impossible })).rejects.toThrow("customSheet");
});

it("loses nothing of what two desks change at once, also where it is the first change of both", async () => {
  const [office, yard] = [await openDesk(), await openDesk()];
  for (const { main } of [office, yard]) main.online = false;
  const shown = standardPrintLayout("letter").stickerShows;
  await office.replica.settings.changePrintLayout({ stickerShows: { ...shown, price: null } });
  await yard.replica.settings.changePrintLayout({
    stickerShows: { ...shown, vin: null, bodyStyle: true },
    paper: "a4",
  });
  const { document } = merge(written(office)!, written(yard)!, null);
  expect(document.data).toMatchObject({
    paper: "a4",
    stickerShows: { ...shown, price: null, vin: null, bodyStyle: true },
  });
});
