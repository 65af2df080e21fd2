import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standardShotList } from "#shared/model/shot-list.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type DeskWorld, type OpenDesk, openWorld } from "#tests/support/desks.ts";

let world: DeskWorld;
let desk: OpenDesk;
const stops: (() => void)[] = [];

beforeEach(async () => {
  world = openWorld();
  desk = await world.desk();
  const { shotList, presets } = desk.replica.settings;
  stops.push(
    shotList.subscribe(() => undefined),
    presets.subscribe(() => undefined),
  );
});
afterEach(async () => {
  stops.splice(0).forEach((stop) => stop());
  await world[Symbol.asyncDispose]();
});

const names = () => desk.replica.settings.presets.get().map(({ preset }) => preset.name);
const idOf = (name: string) =>
  desk.replica.settings.presets.get().find(({ preset }) => preset.name === name)!.id;

describe("the shot list", () => {
  it("is the standard one until the dealer makes one, and then one document for all desks", async () => {
    const { settings } = desk.replica;
    expect(settings.shotList.get()).toEqual(standardShotList);
    const shots = [{ id: "front", name: "", required: true }];
    await settings.setShotList({ shots });
    await settings.setShotList({ shots: [...shots, { id: "own", name: "Toolbox", required: false }] });
    await eventually(() => expect(settings.shotList.get().shots).toHaveLength(2));
    const written = [...desk.main.journal.values()].filter(({ document }) => document.kind === "shot-list");
    expect(written.length).toBeLessThanOrEqual(1);
  });
});

describe("presets", () => {
  it("are there for every channel from the beginning, and are written only when they are changed", () => {
    expect(names()).toEqual(standardPresets.map(({ name }) => name));
    expect([...desk.main.journal.values()].some(({ document }) => document.kind === "photo-preset")).toBe(
      false,
    );
  });

  it("are changed, renamed and removed under the id they had, also those that every dealer has", async () => {
    const { settings } = desk.replica;
    const web = settings.presets.get()[0]!;
    await settings.savePreset(web.id, { ...web.preset, name: "Sitio", longEdge: 1600 });
    await eventually(() => expect(names()[0]).toBe("Sitio"));
    expect(settings.presets.get()[0]?.id).toBe(web.id);
    await settings.removePreset(idOf("X"));
    await settings.removePreset(web.id);
    await eventually(() => expect(names()).toEqual(["Facebook", "Instagram", "LinkedIn", "Telegram"]));
    stops.push(settings.removedPresets.subscribe(() => undefined));
    await eventually(() => expect(settings.removedPresets.get()).toContain(web.id));
    expect(settings.removedPresets.get()).toHaveLength(2);
  });

  it("of the dealer's own stand behind, and are checked", async () => {
    const { settings } = desk.replica;
    const own = { ...standardPresets[0]!, name: "Catalog" };
    const id = await settings.savePreset(null, own);
    await eventually(() => expect(names().at(-1)).toBe("Catalog"));
    await expect(settings.savePreset(null, { ...own, longEdge: 10 })).rejects.toThrow("longEdge");
    await settings.removePreset(id);
    await eventually(() => expect(names()).not.toContain("Catalog"));
  });
});
