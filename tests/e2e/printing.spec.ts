import { readFile } from "node:fs/promises";
import { readPdf, type PdfPage } from "#tests/support/pdf.ts";
import { labelSheets } from "#shared/rules/label-sheets.ts";
import type { Desk } from "./desk.ts";
import { emptyLot } from "./first-steps.ts";
import type { HostName } from "./hosts/chosen-host.ts";
import { Printing } from "./pages/printing.ts";
import { expect, test, type World } from "./world.ts";

const inMillimetres = 0.1;

async function lotOf(world: World, stockNumbers: readonly string[]): Promise<Desk> {
  const desk = await emptyLot(world);
  for (const stockNumber of stockNumbers)
    await desk.inventory.add({
      stockNumber,
      year: "2021",
      make: "Nissan",
      model: "Versa",
      price: stockNumber === "A-101" ? "189000" : "",
    });
  return desk;
}

/** What comes out: main saves a PDF with the system's dialog, a browser's own dialog prints into one. */
async function pdfOf(desk: Desk, printing: Printing, hostName: HostName, path: string): Promise<PdfPage[]> {
  if (hostName === "browser") {
    await expect(printing.dialog.getByRole("button", { name: "Save PDF…" })).toBeHidden();
    return readPdf(await desk.window.pdf({ preferCSSPageSize: true, printBackground: true }));
  }
  await desk.app.saveAs(path, () => printing.savePdf());
  await expect(desk.window.getByText("The PDF is saved")).toBeVisible();
  await expect(printing.dialog).toBeHidden();
  return readPdf(await readFile(path));
}

function expectSize({ width, height }: PdfPage, wanted: { pageWidth: number; pageHeight: number }): void {
  expect(Math.abs(width - wanted.pageWidth)).toBeLessThan(inMillimetres);
  expect(Math.abs(height - wanted.pageHeight)).toBeLessThan(inMillimetres);
}

const textsOf = ({ texts }: PdfPage) => texts.map(({ text }) => text);

test("labels stand where the sheet has them, from the first that is left, and every label of a roll is its own page", async ({
  world,
  hostName,
}) => {
  const stockNumbers = ["A-101", "A-102", "A-103"];
  const desk = await lotOf(world, stockNumbers);
  const printing = new Printing(desk.window);
  await desk.inventory.sortBy("Stock");
  await desk.inventory.rows.first().click();
  await desk.window.keyboard.press("ControlOrMeta+a");
  await printing.open("Stock label");
  await printing.startAt(3);
  await expect(printing.summary).toHaveText("1 page");
  await expect(printing.pages.getByText("A-103")).toBeVisible();

  const sheet = labelSheets.avery5160;
  const [page, ...others] = await pdfOf(desk, printing, hostName, world.path("sheet.pdf"));
  expect(others).toEqual([]);
  expectSize(page!, sheet);
  const placed = stockNumbers.map((number) => page!.texts.find(({ text }) => text === number)!);
  const [first] = placed;
  for (const [index, { x, y, width }] of placed.entries()) {
    const slot = index + 2;
    const [column, row] = [slot % sheet.columns, Math.floor(slot / sheet.columns)];
    const left = sheet.left + column * sheet.pitchX;
    const top = sheet.top + row * sheet.pitchY;
    expect(x).toBeGreaterThan(left);
    expect(x + width).toBeLessThan(left + sheet.labelWidth);
    expect(y).toBeGreaterThan(top);
    expect(y).toBeLessThan(top + sheet.labelHeight);
    expect(Math.abs(x - first!.x - (column - 2) * sheet.pitchX)).toBeLessThan(0.5);
    expect(Math.abs(y - first!.y - row * sheet.pitchY)).toBeLessThan(0.5);
  }

  if (hostName !== "browser") await printing.open("Stock label");
  await printing.chooseSheet("Roll · 62 × 29 mm");
  await expect(printing.summary).toHaveText("3 pages");
  const labels = await pdfOf(desk, printing, hostName, world.path("roll.pdf"));
  expect(labels.map((label) => textsOf(label)[0])).toEqual(stockNumbers);
  for (const label of labels) expectSize(label, labelSheets.roll62x29);
});

test("a window sticker is printed on exact paper, by choices that are kept, and says what kept it from being printed", async ({
  world,
  hostName,
}) => {
  test.skip(hostName !== "standin", "the print dialog of others cannot be answered for their user");
  const desk = await lotOf(world, ["A-101", "A-102"]);
  const printing = new Printing(desk.window);
  await desk.inventory.open("A-101");
  await printing.open("Window sticker");
  await printing.write("Line beneath the price", "Enganche desde 20 %");
  await printing.dialog.getByRole("checkbox", { name: "QR code" }).uncheck();
  await expect(printing.pages.getByText("Enganche desde 20 %")).toBeVisible();
  const [sticker] = await pdfOf(desk, printing, hostName, world.path("sticker.pdf"));
  expectSize(sticker!, { pageWidth: 215.9, pageHeight: 279.4 });
  const texts = ["Autos del Valle", "2021", "Nissan Versa", "$189,000", "Enganche desde 20 %", "A-101"];
  expect(textsOf(sticker!)).toEqual(expect.arrayContaining(texts));
  expect(sticker!.texts.find(({ text }) => text === "$189,000")!.size).toBeGreaterThan(25);

  await desk.window.reload();
  await desk.inventory.rows.first().click();
  await desk.window.keyboard.press("ControlOrMeta+a");
  await printing.open("Window sticker");
  await expect(printing.dialog.getByRole("checkbox", { name: "QR code" })).not.toBeChecked();
  await expect(printing.dialog.getByRole("note")).toHaveText("1 car has no price: A-102");
  await expect(printing.summary).toHaveText("2 pages");

  await desk.app.answerPrintDialog("noPrinter");
  await printing.print();
  await expect(desk.window.getByText("There is no printer on this computer")).toBeVisible();
  await desk.app.answerPrintDialog("cancelled");
  await printing.print();
  await expect.poll(async () => (await desk.app.printed()).length).toBe(1);
  await expect(printing.dialog.getByRole("button", { name: "Print…" })).toBeEnabled();
  await desk.app.answerPrintDialog("printed");
  await printing.print();
  await expect(desk.window.getByText("Sent to the printer")).toBeVisible();
  await expect(printing.dialog).toBeHidden();
  const jobs = await desk.app.printed();
  expect(jobs).toHaveLength(2);
  expect(jobs[1]).toMatchObject({ pageSize: { width: 215_900, height: 279_400 }, scaleFactor: 100 });
});
