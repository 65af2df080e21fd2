import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { savePdf } from "./pdf-files.ts";
import type { PageSize } from "./printing.ts";

let folder: string;
const printed: PageSize[] = [];
const page = { width: 62, height: 29 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-pdf-"));
  printed.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the system does: a dialog that is answered so, and a printer into PDFs. */
function abilities(path: string | null) {
  const asked: unknown[] = [];
  return {
    asked,
    desktop: {
      choosePlace(...question: unknown[]) {
        asked.push(question);
        return Promise.resolve(path);
      },
    },
    printing: {
      print: () => Promise.resolve("unavailable" as const),
      toPdf(size: PageSize) {
        printed.push(size);
        return Promise.resolve(new TextEncoder().encode("%PDF-1.4"));
      },
    },
  };
}

test("a PDF is saved where the dialog says, in place of the one before", async () => {
  const path = join(folder, "A-104.pdf");
  await writeFile(path, "an older and longer one");
  const system = abilities(path);
  expect(await savePdf(system, page, "Stock label A-104")).toEqual({ kind: "saved", path });
  expect(system.asked).toEqual([["printPdf", "Stock label A-104"]]);
  expect(printed).toEqual([page]);
  expect(await readFile(path, "utf8")).toBe("%PDF-1.4");
});

test("a dialog that is cancelled prints nothing", async () => {
  expect(await savePdf(abilities(null), page, "x")).toEqual({ kind: "cancelled" });
  expect(printed).toEqual([]);
});

test("where it cannot be written nothing half is left behind", async () => {
  await mkdir(join(folder, "taken.pdf", "inside"), { recursive: true });
  for (const name of [join("gone", "a.pdf"), "taken.pdf"])
    expect(await savePdf(abilities(join(folder, name)), page, "x"), name).toEqual({ kind: "notWritable" });
  expect(await readdir(folder)).toEqual(["taken.pdf"]);
});

test("a printer that breaks is a defect, not a file", async () => {
  const system = abilities(join(folder, "a.pdf"));
  const broken = { ...system.printing, toPdf: () => Promise.reject(new Error("no renderer")) };
  await expect(savePdf({ ...system, printing: broken }, page, "x")).rejects.toThrow("no renderer");
  expect(await readdir(folder)).toEqual([]);
});
