import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { preambleSize } from "./preamble.ts";
import { ExportRefused } from "./refusal.ts";
import { contentsOf, openFile, sealFile } from "./sealed-file.ts";

const cost = { opsLimit: 1, memLimit: 8192 };
const passphrase = "tres autos azules";
const never = new AbortController().signal;
/** Three segments of sealed bytes, the last one short. */
const segment = 1024 * 1024;
const plain = Buffer.alloc(2 * segment + 100, "a photo of a car ");

let folder: string;
let path: string;
let sealed: Buffer;

async function* chunks() {
  for (let start = 0; start < plain.length; start += 70_000) yield plain.subarray(start, start + 70_000);
}

async function opened(file: string, given = passphrase): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of contentsOf(await openFile(file, given), () => {}, never)) parts.push(part);
  return Buffer.concat(parts);
}

const problemOf = (act: Promise<unknown>) =>
  act.then(
    () => "none",
    (error: unknown) => (error instanceof ExportRefused ? error.problem : error),
  );

async function problemWith(bytes: Uint8Array, given = passphrase) {
  const file = join(folder, "other.autosell");
  await writeFile(file, bytes);
  return problemOf(opened(file, given));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-sealed-"));
  path = join(folder, "whole.autosell");
  await sealFile({ path, passphrase, cost }, chunks(), () => {}, never);
  sealed = await readFile(path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("opens with its passphrase, however that is composed, and with no other", async () => {
  expect((await opened(path)).equals(plain)).toBe(true);
  expect(await problemWith(sealed, "tres autos verdes")).toBe("wrongPassphrase");
  const accented = join(folder, "accented.autosell");
  const order = { path: accented, passphrase: "camión añejo".normalize("NFD"), cost };
  await sealFile(order, chunks(), () => {}, never);
  expect((await opened(accented, "camión añejo".normalize("NFC"))).equals(plain)).toBe(true);
});

test("a byte that was changed anywhere is found, and never taken for a wrong passphrase", async () => {
  const sealedSegment = segment + 17;
  const frames = [0, 1, 2].map((number) => preambleSize + 24 + number * sealedSegment);
  const inPreamble = Array.from({ length: preambleSize }, (_, place) => place);
  const places = [
    ...inPreamble,
    preambleSize,
    ...frames,
    ...frames.map((start) => start + 50),
    sealed.length - 1,
  ];
  for (const place of places) {
    const bytes = Buffer.from(sealed);
    bytes[place]! ^= 1;
    expect(["damaged", "notAnExport", "newer"], `byte ${place}`).toContain(await problemWith(bytes));
  }
});

test("a file that was cut off anywhere, or that something follows, is refused as such", async () => {
  const frame = preambleSize + 24 + segment + 17;
  for (const size of [preambleSize - 1, preambleSize, preambleSize + 10, frame, frame + 1, sealed.length - 1])
    expect(await problemWith(sealed.subarray(0, size)), `${size} bytes`).toBe("cutOff");
  expect(await problemWith(Buffer.concat([sealed, Buffer.from("x")]))).toBe("damaged");
});

test("segments that changed places are found", async () => {
  const [start, size] = [preambleSize + 24, segment + 17];
  const [first, second] = [
    sealed.subarray(start, start + size),
    sealed.subarray(start + size, start + 2 * size),
  ];
  const swapped = Buffer.concat([
    sealed.subarray(0, start),
    second,
    first,
    sealed.subarray(start + 2 * size),
  ]);
  expect(await problemWith(swapped)).toBe("damaged");
});

test("says what is no export file, what a newer app made, and what cannot be read", async () => {
  for (const text of ["", "autosell", "PK\u0003\u0004 a zip", "autosell-sealed-backup-1\n"])
    expect(await problemWith(Buffer.from(text))).toBe("notAnExport");
  expect(await problemWith(Buffer.concat([Buffer.from("autosell-export-2\n"), sealed]))).toBe("newer");
  expect(await problemOf(opened(join(folder, "gone.autosell")))).toBe("notReadable");
  expect(await problemOf(opened(folder))).toBe("notReadable");
});

test("the same contents are never the same bytes", async () => {
  const again = join(folder, "again.autosell");
  await sealFile({ path: again, passphrase, cost }, chunks(), () => {}, never);
  const bytes = await readFile(again);
  expect(bytes).toHaveLength(sealed.length);
  expect(bytes.subarray(preambleSize).equals(sealed.subarray(preambleSize))).toBe(false);
});
