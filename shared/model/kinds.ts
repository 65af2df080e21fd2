import * as z from "zod";
import { Change, Overlap } from "./activity.ts";
import type { CollectionName, Data } from "./envelope.ts";
import { PhotoPreset } from "./photo-preset.ts";
import { Photo } from "./photo.ts";
import { PrintLayout } from "./print-layout.ts";
import { Dealership, Desk } from "./settings.ts";
import { ShotList } from "./shot-list.ts";
import { VehicleCost } from "./vehicle-cost.ts";
import { Vehicle } from "./vehicle.ts";

/** How a kind is stored, found, ordered and merged. Everything that is generic over kinds reads this table. */
export interface KindRules {
  readonly collection: CollectionName;
  readonly schema: z.ZodType;
  /** The foreign key that documents of this kind are looked up by. */
  readonly key: (data: Data) => string;
  /** Ascending sort number; negated where newest comes first. */
  readonly order: (data: Data) => number;
  /** Fields whose value is an object that merges element by element. */
  readonly elements: readonly string[];
  /** Fields whose value carries a rank that beats any clock, such as a status and its round. */
  readonly rank: Readonly<Record<string, (value: unknown) => number>>;
}

const millis = (value: unknown) => (typeof value === "string" ? Date.parse(value) || 0 : 0);
const text = (value: unknown) => (typeof value === "string" ? value : "");
const round = (value: unknown) =>
  typeof value === "object" && value !== null && "round" in value && typeof value.round === "number"
    ? value.round
    : 0;

const plain = { key: () => "", elements: [], rank: {} } as const;

/** A line of a car's history, newest first. */
const line = {
  ...plain,
  collection: "activity",
  key: (data: Data) => text(data["vehicleId"]),
  order: (data: Data) => 0 - millis(data["at"]),
} as const;

export const kinds = {
  vehicle: {
    ...plain,
    collection: "vehicles",
    schema: Vehicle,
    order: (data) => 0 - millis(data["acquiredOn"]),
    elements: ["features"],
    rank: { status: round },
  },
  photo: {
    ...plain,
    collection: "photos",
    schema: Photo,
    key: (data) => text(data["vehicleId"]),
    order: (data) => millis(data["importedAt"]),
    elements: ["tags", "defects"],
  },
  "vehicle-cost": {
    ...plain,
    collection: "deals",
    schema: VehicleCost,
    key: (data) => text(data["vehicleId"]),
    order: () => 0,
    elements: ["recon"],
  },
  dealership: { ...plain, collection: "settings", schema: Dealership, order: () => 0 },
  desk: { ...plain, collection: "settings", schema: Desk, order: (data) => millis(data["joinedAt"]) },
  "shot-list": { ...plain, collection: "settings", schema: ShotList, order: () => 0 },
  "photo-preset": { ...plain, collection: "settings", schema: PhotoPreset, order: () => 0 },
  "print-layout": {
    ...plain,
    collection: "settings",
    schema: PrintLayout,
    order: () => 0,
    elements: ["stickerShows", "labelShows"],
  },
  change: { ...line, schema: Change },
  overlap: { ...line, schema: Overlap },
  /** The same of what a car cost, which not everybody may see. */
  "cost-change": { ...line, schema: Change },
  "cost-overlap": { ...line, schema: Overlap },
} as const satisfies Record<string, KindRules>;

export type Kind = keyof typeof kinds;
export type DataOf<K extends Kind> = z.output<(typeof kinds)[K]["schema"]>;

const unknownKind: KindRules = { ...plain, collection: "activity", schema: z.json(), order: () => 0 };

/** The rules of a kind; a kind that a newer desk introduced merges field by field and is carried along untouched. */
export function rulesOf(kind: string): KindRules {
  return Object.hasOwn(kinds, kind) ? kinds[kind as Kind] : unknownKind;
}
