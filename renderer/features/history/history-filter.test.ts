import { expect, test } from "vitest";
import type { HistoryEntry } from "#renderer/replica/history.ts";
import { anyChange, filtered, knownAuthors, knownDays, knownFields } from "./history-filter.ts";

const [front, laptop] = ["0192f0c0-0000-7000-8000-00000000000a", "0192f0c0-0000-7000-8000-00000000000b"];

const lucia = { personId: "0192f0c0-0000-7000-8000-00000000000c", name: "Lucía" };

function entry(id: string, deviceId: string, at: string, field: string): HistoryEntry {
  const changes = [{ field, from: "a", to: "b" }];
  const deskName = deviceId === front ? "Front desk" : "Laptop";
  const by = { deviceId, deskName, person: deviceId === front ? { ...lucia, name: deskName } : lucia };
  return { id, kind: "change", change: { vehicleId: id, at, ...by, act: "edited", changes } };
}

const entries = [
  entry("1", front, new Date(2026, 2, 5, 9).toISOString(), "price"),
  entry("2", laptop, new Date(2026, 2, 4, 23, 30).toISOString(), "features.abs"),
  entry("3", front, new Date(2026, 2, 4, 8).toISOString(), "price"),
];
const ids = (filter: Partial<typeof anyChange>) =>
  filtered(entries, { ...anyChange, ...filter }).map(({ id }) => id);

test("a history is filtered by field, person, desk and the day on this computer's calendar", () => {
  expect(ids({})).toEqual(["1", "2", "3"]);
  expect(ids({ field: "price" })).toEqual(["1", "3"]);
  expect(ids({ field: "features" })).toEqual(["2"]);
  expect(ids({ author: front, day: "2026-03-04" })).toEqual(["3"]);
  expect(ids({ author: lucia.personId })).toEqual(["2"]);
});

test("what there is to choose from is what the history has, and nobody who is called as their desk is", () => {
  expect(knownFields(entries)).toEqual(["price", "features"]);
  expect(knownDays(entries)).toEqual(["2026-03-05", "2026-03-04"]);
  expect(knownAuthors(entries).map(({ id, name }) => [id, name])).toEqual([
    [lucia.personId, "Lucía"],
    [front, "Front desk"],
    [laptop, "Laptop"],
  ]);
});
