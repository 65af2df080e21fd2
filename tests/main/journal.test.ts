import { expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { replacedIn } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Journal } from "#electron/sync/journal.ts";
import { car, deviceId, ids, journalFolder, makes, numbered, put } from "./journal-folder.ts";

const { open } = journalFolder();

test("what was appended is there after a restart, the latest version once, oldest change first", async () => {
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"), car(ids[1], "Kia"));
    await put(journal, car(ids[0], "Toyota"));
    expect(makes(journal)).toEqual(["Kia", "Toyota"]);
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Kia", "Toyota"]);
  expect(again.waiting.get()).toBe(2);
});

test("what waits is given out in pages, and what changes between two of them is in a later one", async () => {
  await using journal = await open();
  await put(journal, ...[0, 1, 2, 3, 4, 5, 6].map((index) => car(numbered(index), `Make ${index}`)));
  const seen: unknown[] = [];
  const turn = (after: string | null) => {
    const { entries, next } = journal.pendingPage(after, 3);
    seen.push(entries.map(({ document }) => document.data["make"]));
    return next;
  };
  const first = turn(null);
  await put(journal, car(numbered(1), "Changed"));
  await journal.acknowledge("vehicles", [car(numbered(3), "Make 3"), car(numbered(2), "Make 2")]);
  const second = turn(first);
  expect(turn(second)).toBeNull();
  expect(seen).toEqual([["Make 0", "Make 1", "Make 2"], ["Make 4", "Make 5", "Make 6"], ["Changed"]]);

  await journal[Symbol.asyncDispose]();
  await using again = await open();
  // A place of the run before says nothing here: all of it comes.
  expect(again.pendingPage(second, 10)).toEqual({ entries: again.pending(), next: null });
});

test("a line of history is counted only where nothing else waits", async () => {
  await using journal = await open();
  const line = created("change", "0192f0c4-0000-7000-8000-000000000003", { vehicleId: ids[0] });
  await journal.append([
    { collection: "vehicles", document: car(ids[0], "Nissan") },
    { collection: "activity", document: line },
  ]);
  expect(journal.waiting.get()).toBe(1);
  await journal.acknowledge("vehicles", [car(ids[0], "Nissan")]);
  expect(journal.waiting.get()).toBe(1);
  await journal.acknowledge("activity", [line]);
  expect(journal.waiting.get()).toBe(0);
});

test("an acknowledged version goes, and one that was changed meanwhile stays", async () => {
  const clock = createClock(deviceId);
  const sent = car(ids[0], "Nissan");
  const newer = changed(sent, { ...sent.data, make: "Toyota" }, clock.now());
  {
    await using journal = await open();
    await put(journal, sent, car(ids[1], "Kia"));
    const appended = put(journal, newer);
    await journal.acknowledge("vehicles", [sent, car(ids[1], "Kia")]);
    await appended;
    expect(makes(journal)).toEqual(["Toyota"]);
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Toyota"]);
  await again.acknowledge("photos", [newer]);
  expect(again.waiting.get()).toBe(1);
  await again.acknowledge("vehicles", [newer]);
  expect(again.waiting.get()).toBe(0);
});

test("what a change replaced is known after a restart and a rewrite, as the hub had it last", async () => {
  const clock = createClock(deviceId);
  const base = car(ids[0], "Nissan");
  const sent = changed(base, { ...base.data, make: "Toyota" }, clock.now());
  const newer = changed(sent, { ...sent.data, make: "Kia", price: 1 }, clock.now());
  const change = (journal: Journal, before: Envelope, document: Envelope) =>
    journal.append([{ collection: "vehicles", document, replaced: replacedIn(before, document) }]);
  const replaced = (journal: Journal) => journal.pending().map((entry) => entry.replaced);
  {
    await using journal = await open(200);
    await change(journal, base, sent);
    await change(journal, sent, newer);
    expect(replaced(journal)).toEqual([
      { make: { value: "Nissan", stamp: "" }, price: { value: null, stamp: "" } },
    ]);
    await journal.acknowledge("vehicles", [sent]);
    for (let round = 0; round < 20; round += 1) await put(journal, car(ids[1], `make ${round}`));
    await journal.acknowledge("vehicles", [car(ids[1], "make 19")]);
  }
  await using again = await open();
  expect(replaced(again)).toEqual([
    { make: { value: "Toyota", stamp: sent.stamps["make"] }, price: { value: null, stamp: "" } },
  ]);
});

test("an acknowledgement that the disk does not take leaves the entry waiting, as the disk has it", async () => {
  const journal = await open();
  await put(journal, car(ids[0], "Nissan"));
  // The nearest to a full disk: a file that takes nothing any more.
  await journal[Symbol.asyncDispose]();
  await expect(journal.acknowledge("vehicles", [car(ids[0], "Nissan")])).rejects.toThrow();
  expect(journal.waiting.get()).toBe(1);
  await using again = await open();
  await again.acknowledge(
    "vehicles",
    journal.pending().map(({ document }) => document),
  );
  expect(again.waiting.get()).toBe(0);
});

test("a version of the hub that has everything of ours and more acknowledges ours", async () => {
  const mine = createClock(deviceId);
  const theirs = createClock("0192f0c4-0000-7000-8000-00000000000b");
  const base = car(ids[0], "Nissan");
  const ours = changed(base, { ...base.data, make: "Toyota" }, mine.now());
  const other = changed(base, { ...base.data, price: 1 }, theirs.now());
  const merged = changed(ours, { ...ours.data, price: 1 }, theirs.now());
  await using journal = await open();
  await put(journal, ours);
  await journal.acknowledge("vehicles", [other]);
  expect(journal.waiting.get()).toBe(1);
  await journal.acknowledge("vehicles", [merged]);
  expect(journal.waiting.get()).toBe(0);
});

test("a version of the hub that says the same by an older change does not acknowledge ours", async () => {
  const theirs = createClock("0192f0c4-0000-7000-8000-00000000000b", () => Date.now() - 60_000);
  const mine = createClock(deviceId);
  const base = car(ids[0], "Nissan");
  const atHub = changed(base, { ...base.data, make: "Toyota" }, theirs.now());
  const ours = changed(base, { ...base.data, make: "Toyota" }, mine.now());
  await using journal = await open();
  await put(journal, ours);
  await journal.acknowledge("vehicles", [atHub]);
  expect(journal.waiting.get()).toBe(1);
});

test("the highest stamp of this device outlives acknowledgement and compaction", async () => {
  const clock = createClock(deviceId);
  const base = car(ids[0], "Nissan");
  const other = createClock("0192f0c4-0000-7000-8000-00000000000b", () => Date.now() + 1e9).now();
  const newer = { ...changed(base, { ...base.data, make: "Kia" }, clock.now()) };
  const stamps = { ...newer.stamps, price: other };
  const highest = newer.stamps["make"];
  {
    await using journal = await open(200);
    await put(journal, { ...newer, stamps });
    await journal.acknowledge("vehicles", [{ ...newer, stamps }]);
    for (let round = 0; round < 20; round += 1) await put(journal, car(ids[1], `make ${round}`));
    expect(journal.lastStamp()).toBe(highest);
  }
  await using again = await open();
  expect(again.lastStamp()).toBe(highest);
});

test("a held row waits for the hub no more, outlives restarts and compaction, and goes when it is discarded", async () => {
  const refused = {
    collection: "vehicles",
    document: car(ids[0], "Nissan"),
    reason: "notAllowed",
    detail: "",
  } as const;
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"), car(ids[1], "Kia"));
    await journal.hold([refused]);
    await journal.hold([refused]);
    expect(makes(journal)).toEqual(["Kia"]);
    expect(journal.waiting.get()).toBe(1);
  }
  {
    await using again = await open(1);
    expect(makes(again)).toEqual(["Kia"]);
    await put(again, car(ids[1], "Toyota"));
    expect(again.held.get()).toMatchObject([refused]);
  }
  await using later = await open();
  const [row] = later.held.get();
  expect(row).toMatchObject(refused);
  await later.discardHeld([row!.heldId]);
  expect(later.held.get()).toEqual([]);
});

test("a refused row that has all of an earlier one takes its place, and one that has not stands beside it", async () => {
  const clock = createClock(deviceId);
  const edited = (before: Envelope, fields: Envelope["data"]) =>
    changed(before, { ...before.data, ...fields }, clock.now());
  const refused = (document: Envelope, reason: "malformed" | "unreadable" = "malformed") =>
    ({ collection: "vehicles", document, reason, detail: "" }) as const;
  const atHub = car(ids[0], "Nissan");
  const first = edited(atHub, { trim: "Sport" });
  const both = edited(first, { notes: "One owner" });
  const other = edited(atHub, { notes: "Two owners" });
  {
    await using journal = await open();
    for (const document of [first, both, other]) await journal.hold([refused(document)]);
    // What came of the hub is nobody's edit.
    await journal.hold([refused(both, "unreadable")]);
  }
  await using again = await open();
  const rows = again.held.get().map(({ document, reason }) => ({ document, reason }));
  expect(rows).toEqual([
    { document: both, reason: "malformed" },
    { document: other, reason: "malformed" },
    { document: both, reason: "unreadable" },
  ]);
});

test("a version that was changed again since it was refused is still to be sent", async () => {
  await using journal = await open();
  await put(journal, car(ids[0], "Nissan"));
  await put(journal, car(ids[0], "Toyota"));
  await journal.hold([
    { collection: "vehicles", document: car(ids[0], "Nissan"), reason: "malformed", detail: "" },
  ]);
  expect(makes(journal)).toEqual(["Toyota"]);
  expect(journal.held.get()).toHaveLength(1);
});

test("a change that gave way to another desk's leaves an overlap in its place, until the hub has that", async () => {
  const { base, ours, theirs } = bothChanged();
  {
    await using journal = await open();
    await journal.append([{ collection: "vehicles", document: ours, replaced: replacedIn(base, ours) }]);
    await journal.acknowledge("vehicles", [theirs], mayWriteAll);
    expect(journal.pending().map(({ collection, document: { kind } }) => ({ collection, kind }))).toEqual([
      { collection: "activity", kind: "overlap" },
    ]);
    const values = { field: "make", kept: { value: "Kia" }, other: { value: "Toyota" } };
    expect(journal.overlaps.get()).toMatchObject([{ data: values }]);
  }
  await using again = await open();
  const [overlap] = again.overlaps.get();
  expect(again.pending().map(({ document }) => document)).toEqual([overlap]);
  await again.acknowledge("activity", [overlap!], mayWriteAll);
  expect([...again.pending(), ...again.overlaps.get()]).toEqual([]);
});

test("no overlap is left of what this desk may not tell, and none where the hub's version came of ours", async () => {
  const { base, ours, theirs } = bothChanged();
  await using journal = await open();
  const change = () =>
    journal.append([{ collection: "vehicles", document: ours, replaced: replacedIn(base, ours) }]);
  await change();
  await journal.acknowledge("vehicles", [theirs], (kind) => kind !== "overlap");
  await change();
  await journal.acknowledge("vehicles", [ours], mayWriteAll);
  await change();
  await journal.acknowledge("vehicles", [theirs]);
  expect([...journal.pending(), ...journal.overlaps.get()]).toEqual([]);
});

const mayWriteAll = () => true;

/** A car of which another desk has changed the field that this desk has changed before. */
function bothChanged() {
  const mine = createClock(deviceId, () => Date.now() - 60_000);
  const other = createClock("0192f0c4-0000-7000-8000-00000000000b");
  const base = car(ids[0], "Nissan");
  const ours = changed(base, { ...base.data, make: "Toyota" }, mine.now());
  return { base, ours, theirs: changed(base, { ...base.data, make: "Kia" }, other.now()) };
}
