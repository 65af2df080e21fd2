import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { greyOf } from "#electron/photos/grey-pixels.ts";
import { openPictureWorkers, type PictureWorkers } from "#electron/photos/picture-workers.ts";
import { PageDrawing } from "#renderer/features/printing/page-drawing.tsx";
import { type PrintPlan, printPlan } from "#renderer/features/printing/print-plan.ts";
import { blankVehicle } from "#renderer/replica/readings.ts";
import type { PrintLayout } from "#shared/model/print-layout.ts";
import { carWords } from "#shared/rules/car-words.ts";
import { standardPrintLayout } from "#shared/rules/label-sheets.ts";
import { groupPhotos } from "#shared/rules/photo-grouping.ts";
import { measure } from "#tests/support/print-blocks.ts";

let workers: PictureWorkers;
beforeAll(() => {
  workers = openPictureWorkers();
});
afterAll(() => workers[Symbol.asyncDispose]());

const cars = [
  car("versa", { stockNumber: "A-1049", vin: "3N1CN8AE5ML812347", make: "Nissan", model: "Versa" }),
  car("march", { stockNumber: "7", vin: "3N1CK3CD5KL204518", make: "Nissan", model: "March" }),
  car("beat", { stockNumber: "B 12/3", vin: "MA6CB6CD4LT045521", make: "Chevrolet", model: "Beat" }),
  car("twin", { stockNumber: "DUP-1", vin: "8AFAR23L0LJ127754", make: "Ford", model: "Ranger" }),
  car("other twin", { stockNumber: "DUP 1", vin: "LSJA24U96PN041680", make: "MG", model: "MG5" }),
];

function car(id: string, fields: Partial<ReturnType<typeof blankVehicle>>) {
  return { id, vehicle: { ...blankVehicle("2026-01-01", "2026-01-01T00:00:00.000Z"), ...fields } };
}

/** Words do not matter to what a code says, nor do their widths. */
const words = {
  t: String as never,
  common: String as never,
  locale: "es-MX",
  dealership: "Autos del Valle",
} as const;

function planOf(document: "sticker" | "label", patch: Partial<PrintLayout>): PrintPlan {
  const layout = { ...standardPrintLayout("letter"), ...patch };
  const placing = { startAt: 1, copies: 1 };
  return printPlan({ cars, lot: cars, document, layout, placing }, words, measure);
}

/** Photographs a page: dots as a telephone makes of a label that fills a quarter of its picture, and its noise. */
async function photographed({ grid, pages, labels }: PrintPlan, page: number, dotsPerMillimetre: number) {
  const drawing = createElement(PageDrawing, { grid, places: pages[page]!.places, labels });
  const [width, height] = [grid.pageWidth, grid.pageHeight].map((side) =>
    Math.round(side * dotsPerMillimetre),
  );
  const svg = renderToStaticMarkup(drawing).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  const picture = await sharp(Buffer.from(svg), { density: 25.4 * dotsPerMillimetre })
    .resize(width, height, { fit: "fill" })
    .extend({ top: 80, bottom: 80, left: 120, right: 120, background: "#8a8f94" })
    .flatten({ background: "#ffffff" })
    .blur(0.6)
    .jpeg({ quality: 70 })
    .toBuffer();
  return greyOf(await sharp(picture).raw().toBuffer({ resolveWithObject: true }));
}

async function carsReadFrom(plan: PrintPlan, page: number, dotsPerMillimetre: number): Promise<string[]> {
  const pixels = await photographed(plan, page, dotsPerMillimetre);
  const codes = await workers.readCodes(pixels, AbortSignal.timeout(20_000));
  const { inCode } = carWords(cars);
  return codes.map((code) => inCode(code)?.vehicleId ?? code);
}

test.each(["avery5160", "averyL7163", "roll62x29", "keyTag57x32"] as const)(
  "the label of %s is read by the import of a card as its car's",
  async (labelSheet) => {
    const plan = planOf("label", { labelSheet });
    expect(plan.withoutCode).toEqual([]);
    const found = await carsReadFrom(plan, 0, plan.pages.length > 1 ? 12 : 8);
    const expected = plan.pages[0]!.places.map(({ item }) => cars[item]!.id);
    expect(found.toSorted()).toEqual(expected.toSorted());
  },
);

test("a code with the car's page on the website is read as the car's as well, on labels and on stickers", async () => {
  const codeAddress = "https://www.autosdelvalle.example/inventario/{stock}";
  const label = planOf("label", { labelSheet: "roll62x29", codeAddress });
  expect(await carsReadFrom(label, 0, 12)).toEqual(["versa"]);
  const half = planOf("sticker", { stickerSize: "half", codeAddress });
  expect((await carsReadFrom(half, 0, 6)).toSorted()).toEqual(["march", "versa"]);
  const full = planOf("sticker", { codeAddress });
  expect(await carsReadFrom(full, 2, 4)).toEqual(["beat"]);
});

test("photos that were taken after a label are filed on its car", async () => {
  const plan = planOf("label", { labelSheet: "keyTag57x32" });
  const codes = await workers.readCodes(await photographed(plan, 2, 12), AbortSignal.timeout(20_000));
  const item = (photoId: string, second: number, read: readonly string[]) => ({
    photoId,
    name: `IMG_000${second}.JPG`,
    folder: "",
    vehicleId: null,
    capturedAt: `2026-03-01T10:00:0${second}`,
    codes: [...read],
    file: null,
  });
  const groups = groupPhotos([item("label", 1, codes), item("front", 2, []), item("rear", 3, [])], {
    source: "card",
    cars,
    codeAddress: "",
    openCar: null,
    vehiclesWith: () => [],
  });
  expect(groups).toMatchObject([
    { vehicleId: "beat", photoIds: ["label", "front", "rear"], labelIds: ["label"] },
  ]);
});
