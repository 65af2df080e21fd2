import * as z from "zod";
import { Dealership } from "#shared/model/settings.ts";

/** What a new desk's first run asked for and is written once its replica is open. */
export const FirstSetUp = z.object({ start: z.enum(["sample", "empty"]), dealership: Dealership });
export type FirstSetUp = z.infer<typeof FirstSetUp>;

const key = "firstSetUp";

/** Kept from before the desk begins until everything is written, so that a crash in between loses no answer. */
export function rememberSetUp(storage: Storage, setUp: FirstSetUp): void {
  storage.setItem(key, JSON.stringify(setUp));
}

export function rememberedSetUp(storage: Storage): FirstSetUp | null {
  try {
    return FirstSetUp.parse(JSON.parse(storage.getItem(key) ?? ""));
  } catch {
    return null;
  }
}

export function forgetSetUp(storage: Storage): void {
  storage.removeItem(key);
}

/** The sample lot's dealership, by its name in the language of the window. */
export function sampleDealership(name: string): Dealership {
  return { name, currency: "MXN", distanceUnit: "km", createdAt: new Date().toISOString() };
}
