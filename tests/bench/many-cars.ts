import { createHash } from "node:crypto";
import { pushLimit } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Photo, PhotoFile } from "#shared/model/photo.ts";
import { type Vehicle, vehicleStatuses } from "#shared/model/vehicle.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { created } from "#shared/rules/stamping.ts";
import type { Window } from "#tests/main/desks.ts";

const makes = [
  "Nissan",
  "Chevrolet",
  "Volkswagen",
  "Toyota",
  "Mazda",
  "Kia",
  "Honda",
  "Ford",
  "Seat",
  "Hyundai",
];
const models = ["Versa", "Aveo", "Jetta", "Corolla", "3", "Rio", "City", "Figo", "León", "Accent", "Sentra"];
const places = ["Lote norte", "Lote sur", "Taller", "Subasta"];
const day = 86_400_000;
const start = Date.parse("2026-01-01T12:00:00.000Z");

/** Cars that differ as those of a real stock do, the same at every run. */
export function manyCars(count: number): Envelope[] {
  return stock(count).map((car, index) => created("vehicle", idOf("car", index), { ...car }));
}

/** The same cars before they are documents. */
export function stock(count: number): Vehicle[] {
  return Array.from({ length: count }, (_, index) => carOf(index));
}

/** Photo documents without pictures, `each` for every car. */
export function manyPhotos(count: number, each: number): Envelope[] {
  return Array.from({ length: count * each }, (_, index) =>
    created("photo", idOf("photo", index), { ...photoOf(index, idOf("car", Math.floor(index / each))) }),
  );
}

/** Through a desk's own door, in the batches that a hub accepts. */
export async function pushAll(window: Window, collection: CollectionName, documents: readonly Envelope[]) {
  for (let at = 0; at < documents.length; at += pushLimit) {
    const rows = documents.slice(at, at + pushLimit).map((document) => ({ document, assumed: null }));
    const { conflicts, rejected } = await window.sync.push({ collection, rows });
    if (conflicts.length + rejected.length > 0) throw new Error("The hub did not take the benchmark's rows");
  }
}

function carOf(index: number): Vehicle {
  const at = new Date(start - (index % 400) * day).toISOString();
  return {
    stockNumber: `A-${String(index).padStart(5, "0")}`,
    vin: `3N1CN7AP${String(index).padStart(9, "0")}`,
    year: 2008 + (index % 18),
    make: makes[index % makes.length]!,
    model: models[index % models.length]!,
    trim: index % 3 ? "Advance" : "Exclusive",
    bodyStyle: "sedan",
    exteriorColor: "Plata",
    transmission: index % 2 ? "manual" : "automatic",
    fuel: "petrol",
    odometer: { value: (index * 937) % 250_000, unit: "km" },
    price: { amount: 9_000_000 + ((index * 7919) % 40_000_000), currency: "MXN" },
    status: { state: vehicleStatuses[index % vehicleStatuses.length]!, round: 0, since: at },
    location: places[index % places.length]!,
    acquiredOn: at.slice(0, 10),
    soldOn: null,
    features: { airConditioning: true, abs: true },
    notes: "Factura original, dos llaves, servicio al corriente.",
    coverPhotoId: null,
    deletedAt: null,
  };
}

function photoOf(index: number, vehicleId: string): Photo {
  const rendition = (width: number) => ({
    sha256: hash(`${width}/${index}`),
    width,
    height: width,
    bytes: 40_000,
  });
  const file: PhotoFile = {
    original: {
      sha256: hash(`o/${index}`),
      name: `DSC_${index}.JPG`,
      bytes: 4_000_000,
      mime: "image/jpeg",
      width: 4000,
      height: 3000,
    },
    companion: null,
    renditions: { 320: rendition(320), 800: rendition(800), 1920: rendition(1920) },
    dominantColor: "#7a8b99",
    capturedAt: "2026-01-01T10:00:00",
    capturedOffset: null,
    camera: { make: "Canon", model: "EOS" },
    lens: "EF-S 18-55mm f/4-5.6 IS STM",
    exposure: { seconds: 0.004, aperture: 8, iso: 100, focalLength: 24 },
    position: null,
    perceptualHash: hash(`p/${index}`).slice(0, 16),
    measures: {
      sharpness: 900,
      brightness: 0.45,
      clippedShadows: 0.01,
      clippedHighlights: 0.02,
      upright: 0,
    },
    damaged: false,
  };
  const importedAt = new Date(start + index).toISOString();
  return newPhoto(file, { vehicleId, sequence: `a${index % 10}`, importedAt });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function idOf(kind: string, index: number): string {
  const hex = hash(`${kind}/${index}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
