import { afterEach, beforeEach, expect, it } from "vitest";
import { type DeskWorld, openWorld } from "#tests/support/desks.ts";
import type { JournalEntry } from "#shared/contract/bridge.ts";

let world: DeskWorld;
beforeEach(() => void (world = openWorld()));
afterEach(() => world[Symbol.asyncDispose]());

it("hands over every document once, so many at once, as the journal has it", async () => {
  const { replica, main } = await world.desk();
  main.online = false;
  for (let car = 0; car < 5; car++) await replica.vehicles.create({ stockNumber: `A-${car}`, make: "Kia" });
  const pages: JournalEntry[][] = [];
  for await (const entries of replica.everything(2)) pages.push(entries);
  expect(pages.every(({ length }) => length > 0 && length <= 2)).toBe(true);
  const handed = new Map(pages.flat().map((entry) => [`${entry.collection}/${entry.document.id}`, entry]));
  expect(handed.size).toBe(pages.flat().length);
  expect(handed).toEqual(new Map(main.journal));
});
