import type { LabelGrid, PrintLayout } from "#shared/model/print-layout.ts";
import type { Vehicle } from "#shared/model/vehicle.ts";
import { carWords } from "#shared/rules/car-words.ts";
import { labelBlocks } from "#shared/rules/label-layout.ts";
import {
  type LabelPlace,
  labelsPerPage,
  placeLabels,
  type PlacingOptions,
} from "#shared/rules/label-placing.ts";
import { labelGridOf, stickerGridOf } from "#shared/rules/label-sheets.ts";
import type { PrintBlock } from "#shared/rules/print-blocks.ts";
import { codeTexts } from "#shared/rules/print-codes.ts";
import { stickerBlocks } from "#shared/rules/sticker-layout.ts";
import type { MeasureText } from "#shared/rules/text-fitting.ts";
import { labelText, type PrintWords, stickerText } from "./print-text.ts";
import { qrCode } from "./qr-code.ts";

export interface PrintedCar {
  readonly id: string;
  readonly vehicle: Vehicle;
}

export type PrintedDocument = "sticker" | "label";

/** Everything that decides what comes out of the printer. */
export interface PrintWish {
  readonly cars: readonly PrintedCar[];
  /** Among which a code has to mean one: the whole lot. */
  readonly lot: readonly PrintedCar[];
  readonly document: PrintedDocument;
  readonly layout: PrintLayout;
  readonly placing: PlacingOptions;
}

interface PlannedPage {
  /** From 1. */
  readonly number: number;
  readonly places: readonly LabelPlace[];
}

export interface PrintPlan {
  readonly grid: LabelGrid;
  readonly pages: readonly PlannedPage[];
  /** What each car's label says, in the order of the cars. */
  readonly labels: readonly (readonly PrintBlock[])[];
  /** Cars whose code is missing, though it was wanted. */
  readonly withoutCode: readonly PrintedCar[];
  /** Cars whose price is missing, though it was wanted. */
  readonly withoutPrice: readonly PrintedCar[];
}

export function printPlan(wish: PrintWish, words: PrintWords, measure: MeasureText): PrintPlan {
  const { cars, lot, document, layout } = wish;
  const grid = document === "sticker" ? stickerGridOf(layout) : labelGridOf(layout);
  const placing = labelsPerPage(grid) > 1 ? wish.placing : { ...wish.placing, startAt: 1 };
  const inLot = carWords(lot.filter(({ vehicle }) => vehicle.deletedAt === null));
  const labels = cars.map((car) => {
    const codes = codeTexts(car, inLot, layout.codeAddress).map(qrCode);
    return document === "sticker"
      ? stickerBlocks(stickerText(car.vehicle, layout, codes, words), grid, measure)
      : labelBlocks(labelText(car.vehicle, layout, codes, words), grid, measure);
  });
  const wantsCode = document === "label" || layout.stickerShows.code === true;
  const wantsPrice = (document === "label" ? layout.labelShows : layout.stickerShows).price === true;
  return {
    grid,
    pages: placeLabels(grid, cars.length, placing).map((places, index) => ({ number: index + 1, places })),
    labels,
    withoutCode: wantsCode ? cars.filter((_, index) => !labels[index]!.some(isCode)) : [],
    withoutPrice: wantsPrice ? cars.filter(({ vehicle }) => vehicle.price === null) : [],
  };
}

function isCode({ type }: PrintBlock): boolean {
  return type === "code";
}
