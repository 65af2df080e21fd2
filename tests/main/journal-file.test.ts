import {
  appendFile,
  type FileHandle,
  open as openFile,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Log } from "#electron/log.ts";
import { openJournalFile, readJournalFile } from "#electron/sync/journal-file.ts";
import { smallDisk } from "#tests/support/small-disk.ts";
import { car, deviceId, ids, journalFolder, makes, numbered, put } from "./journal-folder.ts";

const { folder, lines, open, path } = journalFolder();

test("a journal that is mostly history is rewritten and goes on", async () => {
  await using journal = await open(2_000);
  for (let round = 0; round < 200; round += 1) await put(journal, car(ids[0], `make ${round}`));
  expect((await stat(path())).size).toBeLessThan(2_000 + 10 * 250);
  expect(makes(journal)).toEqual(["make 199"]);
});

test("what is appended while the journal is rewritten is in it", async () => {
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
  await using file = await openFile(path(), "a");
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

test("what a full disk took half of is cut off, and what is appended once there is room is whole", async ({
  skip,
}) => {
  await using disk = await smallDisk(join(folder(), "disk"), "64k");
  skip(!disk, "no disk can be mounted here");
  if (!disk) return;
  const at = join(disk.folder, "journal");
  const log: Log = { info() {}, error: () => "defect" };
  const record = (make: string, bytes = 0) => ({ make, notes: "x".repeat(bytes) });
  {
    const { file } = await openJournalFile(at, log);
    await using journal = file;
    await journal.append([record("Nissan")]);
    await expect(journal.append([record("Ford", 200_000)])).rejects.toMatchObject({ code: "ENOSPC" });
    await journal.append([record("Kia")]);
  }
  const { records, damaged, end, size } = await readJournalFile(at);
  expect(records).toEqual([record("Nissan"), record("Kia")]);
  expect([damaged, end]).toEqual([0, size]);
});

test("a torn tail is cut off and nothing before it is lost", async () => {
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"));
  }
  await appendFile(path(), '1234abcd {"type":"put","coll');
  {
    await using journal = await open();
    expect(makes(journal)).toEqual(["Nissan"]);
    await put(journal, car(ids[1], "Kia"));
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Nissan", "Kia"]);
  expect(lines()).toContain("journal had a torn tail");
});

test("a record that the disk damaged costs itself only, and the file is kept aside", async () => {
  {
    await using journal = await open();
    await put(journal, car(ids[0], "Nissan"));
    await put(journal, car(ids[1], "Kia"));
  }
  const text = await readFile(path(), "utf8");
  await writeFile(path(), text.replace("Nissan", "Nixxan"));
  for (let start = 0; start < 2; start += 1) {
    await using journal = await open();
    expect(makes(journal)).toEqual(["Kia"]);
  }
  expect(lines()).toEqual(["journal has damaged records and was copied aside"]);
  const [aside, ...more] = (await readdir(folder())).filter((name) => name.startsWith("journal.damaged-"));
  expect(more).toEqual([]);
  expect(await readFile(join(folder(), aside!), "utf8")).toContain("Nixxan");
});

test("records of a newer version of the app are left out and named", async () => {
  {
    await using journal = await open();
    await journal.append([{ collection: "showroom" as "vehicles", document: car(ids[0], "Nissan") }]);
    await put(journal, car(ids[1], "Kia"));
  }
  await using again = await open();
  expect(makes(again)).toEqual(["Kia"]);
  expect(lines()).toContain("journal record is not understood");
});

type Step = { readonly act: "put" | "done"; readonly id: number; readonly value: number };
const steps = fc.array(
  fc.record({ act: fc.constantFrom("put", "put", "done"), id: fc.nat(3), value: fc.nat(99) }),
  { minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Step[]>;

test("wherever a crash cuts the file, it opens as it stood after the last whole record", async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), fc.uint8Array({ maxLength: 20 }), async (history, cut, rubbish) => {
      await rm(path(), { force: true });
      const stood = [{ size: 0, pending: "[]" }];
      let file = 0;
      {
        await using journal = await open(300);
        for (const { act, id, value } of history) {
          const document = car(`0192f0c4-0000-7000-8000-00000000010${id}`, `make ${value}`);
          const known = journal.pending().find((entry) => entry.document.id === document.id);
          if (act === "put") await put(journal, document);
          else if (known) await journal.acknowledge("vehicles", [known.document]);
          const { size, ino } = await stat(path());
          // A rewritten file is whole before it takes the old one's place, so no crash cuts into that part.
          if (file !== 0 && ino !== file) stood.length = 0;
          file = ino;
          stood.push({ size, pending: JSON.stringify(journal.pending()) });
        }
      }
      const first = stood[0]!.size;
      const at = first + (cut % (stood.at(-1)!.size - first + 1));
      await truncate(path(), at);
      await appendFile(path(), rubbish);
      await using reopened = await open();
      const whole = stood.findLast(({ size }) => size <= at);
      expect(JSON.stringify(reopened.pending())).toBe(whole?.pending);
    }),
    { numRuns: 60 },
  );
});
