import { expect, test } from "vitest";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { merge, replacedIn } from "#shared/rules/merge.ts";
import { onTopOf, since } from "#shared/rules/replaced.ts";
import { changed, created } from "#shared/rules/stamping.ts";

const car = created("vehicle", crypto.randomUUID(), { make: "Nissan", location: "Lot" });
const edit = (document: Envelope, field: string, value: string, stamp: string) =>
  changed(document, { ...document.data, [field]: value }, stamp);
const entry = (before: Envelope, document: Envelope): JournalEntry => ({
  collection: "vehicles",
  document,
  replaced: replacedIn(before, document),
});
const atAuction = edit(car, "location", "Auction", "000000000001-0000-aa");
const inWorkshop = edit(atAuction, "location", "Workshop", "000000000002-0000-aa");

test("a second change of a field keeps what the first took the place of", () => {
  const first = onTopOf(undefined, entry(car, atAuction), "aa");
  expect(first.replaced).toEqual({ location: { value: "Lot", stamp: "" } });
  expect(onTopOf(first, entry(atAuction, inWorkshop), "aa")).toEqual({
    collection: "vehicles",
    document: inWorkshop,
    replaced: { location: { value: "Lot", stamp: "" } },
  });
});

test("a field that another desk's change has taken is told of no more", () => {
  const first = onTopOf(undefined, entry(car, atAuction), "aa");
  const theirs = edit(car, "location", "Sold lot", "000000000003-0000-bb");
  const merged = merge(atAuction, theirs, car).document;
  expect(onTopOf(first, { collection: "vehicles", document: merged }, "aa").replaced).toBeUndefined();
});

test("once the hub has a change, later ones are made on that", () => {
  const first = onTopOf(undefined, entry(car, atAuction), "aa");
  const both = onTopOf(
    first,
    entry(atAuction, edit(inWorkshop, "make", "Kia", "000000000003-0000-aa")),
    "aa",
  );
  expect(since(atAuction, both, "aa")?.replaced).toEqual({
    location: { value: "Auction", stamp: "000000000001-0000-aa" },
    make: { value: "Nissan", stamp: "" },
  });
  expect(since(inWorkshop, both, "aa")?.replaced).toEqual({ make: { value: "Nissan", stamp: "" } });
});

test("what another desk has changed at the hub is still to be merged", () => {
  const first = onTopOf(undefined, entry(car, atAuction), "aa");
  expect(since(edit(car, "location", "Sold lot", "000000000003-0000-bb"), first, "aa")).toBeNull();
  expect(since(car, first, "aa")).toBeNull();
});
