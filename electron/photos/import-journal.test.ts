import * as fc from "fast-check";
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ImportLine, openImportJournals, type Queued } from "./import-journal.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-journal-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const id = (number: number) => `019a0000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const numbers = [10, 11, 12, 13];
const queued: Queued = {
  version: 2,
  importId: id(1),
  vehicleId: null,
  source: "EOS_DIGITAL",
  startedAt: "2026-11-21T09:00:00.000Z",
  secondPlace: "/backup",
  items: numbers.map((number) => ({
    photoId: id(number),
    path: `/card/DCIM/IMG_${number}.jpg`,
    folder: "DCIM",
    companion: `/card/DCIM/IMG_${number}.CR3`,
  })),
};
/** As the first version wrote it. */
const queuedFirst = {
  version: 1,
  importId: id(1),
  vehicleId: id(2),
  startedAt: queued.startedAt,
  items: numbers.map((number) => ({ photoId: id(number), path: `/card/IMG_${number}.jpg` })),
};
const failed = (number: number): ImportLine => ({ type: "failed", photoId: id(number), failure: "broken" });
const file = () => join(folder, `${id(1)}.jsonl`);
const journals = () => openImportJournals(folder, () => join(folder, "temp"));

async function written(...lines: ImportLine[]): Promise<void> {
  const journal = await (await journals()).create(queued);
  await Promise.all(lines.map((line) => journal.append(line)));
  await journal.close();
}

async function read() {
  const [stored] = await (await journals()).read();
  if (!stored) throw new Error("The import is gone");
  await stored.journal.close();
  return stored;
}

test("gives back what was queued and every line, in order", async () => {
  await written(failed(10), { type: "acknowledged", photoIds: [id(11)] }, { type: "cancelled" });
  const { queued: head, lines } = await read();
  expect(head).toEqual(queued);
  expect(lines).toEqual([failed(10), { type: "acknowledged", photoIds: [id(11)] }, { type: "cancelled" }]);
});

test("reads an import that an older version queued", async () => {
  await writeFile(file(), `${JSON.stringify(queuedFirst)}\n${JSON.stringify(failed(10))}\n`);
  const { queued: head, lines } = await read();
  expect(head).toMatchObject({ version: 2, vehicleId: id(2), source: "card", secondPlace: null });
  expect(head.items[0]).toEqual({
    photoId: id(10),
    path: "/card/IMG_10.jpg",
    folder: "",
    companion: null,
  });
  expect(lines).toEqual([failed(10)]);
});

test("wherever the file was torn, every line before the tear is there and new lines go behind it", async () => {
  await written(failed(10), failed(11), failed(12));
  const whole = await readFile(file());
  const head = whole.indexOf("\n") + 1;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: head, max: whole.length }), async (length) => {
      await writeFile(file(), whole);
      await truncate(file(), length);
      const before = whole.subarray(head, length).toString().split("\n").length - 1;
      const [stored] = await (await journals()).read();
      await stored!.journal.append(failed(13));
      await stored!.journal.close();
      expect((await read()).lines).toEqual([
        ...[failed(10), failed(11), failed(12)].slice(0, before),
        failed(13),
      ]);
    }),
    { numRuns: 40 },
  );
});

test("a line of garbage costs what comes behind it, and the file is good again afterwards", async () => {
  await written(failed(10));
  await appendFile(file(), '{"type":"sold"}\n\0\0\0\0\n');
  expect((await read()).lines).toEqual([failed(10)]);
  expect((await readFile(file(), "utf8")).trimEnd().split("\n")).toHaveLength(2);
});

test("a file that is no import's is passed over", async () => {
  await writeFile(join(folder, "notes.jsonl"), "hello\n");
  expect(await (await journals()).read()).toEqual([]);
});

test("after an import is removed nothing of it is left, and late lines go nowhere", async () => {
  const journal = await (await journals()).create(queued);
  await journal.append(failed(10));
  await journal.remove();
  await journal.append(failed(11));
  expect(await (await journals()).read()).toEqual([]);
});
