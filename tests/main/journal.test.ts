import {
  appendFile,
  type FileHandle,
  mkdtemp,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { replacedIn } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Log } from "#electron/log.ts";
import { type Journal, openJournal } from "#electron/sync/journal.ts";

const deviceId = "0192f0c4-0000-7000-8000-00000000000a";
const ids = ["0192f0c4-0000-7000-8000-000000000001", "0192f0c4-0000-7000-8000-000000000002"] as const;
let folder: string;
let path: string;
let lines: string[];
const log: Log = {
  info: (event) => void lines.push(event),
  error: (event) => {
    lines.push(event);
    return "defect";
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-journal-"));
  path = join(folder, "journal");
  lines = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (compactAt?: number) => openJournal({ path, deviceId, log, compactAt });
const car = (id: string, make: string): Envelope => created("vehicle", id, { make, price: null });
const put = (journal: Journal, ...documents: Envelope[]) =>
  journal.append(documents.map((document) => ({ collection: "vehicles", document })));
const makes = (journal: Journal) => journal.pending().map(({ document }) => document.data["make"]);

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
  const numbered = (index: number) => `0192f0c4-0000-7000-8000-${String(index).padStart(12, "0")}`;
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

test("a journal that is mostly history is rewritten and goes on", async () => {
  await using journal = await open(2_000);
  for (let round = 0; round < 200; round += 1) await put(journal, car(ids[0], `make ${round}`));
  expect((await stat(path)).size).toBeLessThan(2_000 + 10 * 250);
  expect(makes(journal)).toEqual(["make 199"]);
});

test("what is appended while the journal is rewritten is in it", async () => {
  const numbered = (index: number) => `0192f0c4-0000-7000-8000-${String(index).padStart(12, "0")}`;
  const all = Array.from({ length: 200 }, (_, index) => numbered(index));
  {
    await using journal = await open(2_000);
    // The first of these begin a rewriting, and the others come at every moment of it.
    for (const id of all) {
      void put(journal, car(id, "Kia"));
      await setImmediate();
    }
  }
  await using again = await open();
  expect(again.pending().map(({ document }) => document.id)).toEqual(all);
});

test("what is appended while the journal becomes another dealership's is in it", async () => {
  const dealership = { tenantId: ids[0], start: "joined" as const };
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"));
    const appended: Promise<void>[] = [];
    await journal.moveTo({ deviceId, deskName: "Subasta", dealership, hubAddress: null }, (pending) => {
      appended.push(put(journal, car(ids[1], "Kia")));
      return [...pending];
    });
    await Promise.all(appended);
    expect(makes(journal)).toEqual(["Nissan", "Kia"]);
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Nissan", "Kia"]);
});

test("an append resolves once the disk has said that it has it", async () => {
  await using file = await openFile(path, "a");
  const prototype = Object.getPrototypeOf(file) as FileHandle;
  const { datasync } = prototype;
  const isSynced = Promise.withResolvers<void>();
  const isAsked = Promise.withResolvers<void>();
  prototype.datasync = async () => {
    isAsked.resolve();
    await isSynced.promise;
  };
  try {
    await using journal = await open();
    let isKept = false;
    const kept = put(journal, car(ids[0], "Nissan")).then(() => (isKept = true));
    await Promise.race([isAsked.promise, kept]);
    await setImmediate();
    expect(isKept).toBe(false);
    isSynced.resolve();
    await kept;
  } finally {
    prototype.datasync = datasync;
  }
});

test("many appends at once share their way to the disk and all resolve", async () => {
  await using journal = await open();
  await Promise.all(Array.from({ length: 500 }, (_, index) => put(journal, car(ids[0], `make ${index}`))));
  expect(makes(journal)).toEqual(["make 499"]);
});

test("a torn tail is cut off and nothing before it is lost", async () => {
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"));
  }
  await appendFile(path, '1234abcd {"type":"put","coll');
  {
    await using journal = await open();
    expect(makes(journal)).toEqual(["Nissan"]);
    await put(journal, car(ids[1], "Kia"));
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Nissan", "Kia"]);
  expect(lines).toContain("journal had a torn tail");
});

test("a record that the disk damaged costs itself only, and the file is kept aside", async () => {
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"));
    await put(journal, car(ids[1], "Kia"));
  }
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace("Nissan", "Nixxan"));
  for (let start = 0; start < 2; start += 1) {
    await using journal = await open();
    expect(makes(journal)).toEqual(["Kia"]);
  }
  expect(lines).toEqual(["journal has damaged records and was copied aside"]);
  const [aside, ...more] = (await readdir(folder)).filter((name) => name.startsWith("journal.damaged-"));
  expect(more).toEqual([]);
  expect(await readFile(join(folder, aside!), "utf8")).toContain("Nixxan");
});

test("records of a newer version of the app are left out and named", async () => {
  {
    await using journal = await open();
    await journal.append([{ collection: "showroom" as "vehicles", document: car(ids[0], "Nissan") }]);
    await put(journal, car(ids[1], "Kia"));
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Kia"]);
  expect(lines).toContain("journal record is not understood");
});

type Step = { readonly act: "put" | "done"; readonly id: number; readonly value: number };
const steps = fc.array(
  fc.record({ act: fc.constantFrom("put", "put", "done"), id: fc.nat(3), value: fc.nat(99) }),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Step[]>;

test("wherever a crash cuts the file, it opens as it stood after the last whole record", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), fc.uint8Array({ maxLength: 20 }), async (history, cut, rubbish) => {
      await rm(path, { force: true });
      const stood = [{ size: 0, pending: "[]" }];
      let file = 0;
      {
        await using journal = await open(300);
        for (const { act, id, value } of history) {
          const document = car(`0192f0c4-0000-7000-8000-00000000010${id}`, `make ${value}`);
          const known = journal.pending().find((entry) => entry.document.id === document.id);
          if (act === "put") await put(journal, document);
          else if (known) await journal.acknowledge("vehicles", [known.document]);
          const { size, ino } = await stat(path);
          // A rewritten file is whole before it takes the old one's place, so no crash cuts into that part.
          if (file !== 0 && ino !== file) stood.length = 0;
          file = ino;
          stood.push({ size, pending: JSON.stringify(journal.pending()) });
        }
      }
      const first = stood[0]!.size;
      const at = first + (cut % (stood.at(-1)!.size - first + 1));
      await truncate(path, at);
      await appendFile(path, rubbish);
      await using reopened = await open();
      const whole = stood.findLast(({ size }) => size <= at);
      expect(JSON.stringify(reopened.pending())).toBe(whole?.pending);
    }),
    { numRuns: 60 },
  );
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
