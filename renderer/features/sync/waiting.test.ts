import { describe, expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { groupWaiting } from "./waiting.ts";

const car = "0192f0c0-0000-7000-8000-000000000001";
const other = "0192f0c0-0000-7000-8000-000000000002";
const device = "0192f0c0-0000-7000-8000-0000000000ff";

function document(kind: string, id: string, data: Envelope["data"]): Envelope {
  return { id, kind, key: "", order: 0, data, stamps: {}, _deleted: false };
}

function change(vehicleId: string, at: string, act: string, fields: string[]): Envelope {
  const changes = fields.map((field) => ({ field, from: null, to: null }));
  return document("change", crypto.randomUUID(), {
    vehicleId,
    at,
    deviceId: device,
    deskName: "Front desk",
    act,
    changes,
  });
}

describe("what waits", () => {
  test("is grouped by car, with its fields once each and its photos counted", () => {
    const { cars } = groupWaiting([
      { collection: "vehicles", document: document("vehicle", car, {}) },
      { collection: "activity", document: change(car, "2026-03-04T10:00:00.000Z", "edited", ["price"]) },
      {
        collection: "activity",
        document: change(car, "2026-03-04T11:00:00.000Z", "edited", ["price", "features.sunroof"]),
      },
      { collection: "photos", document: document("photo", crypto.randomUUID(), { vehicleId: car }) },
      { collection: "photos", document: document("photo", crypto.randomUUID(), { vehicleId: car }) },
    ]);
    expect(cars).toEqual([
      {
        vehicleId: car,
        isNew: false,
        fields: ["price", "features"],
        photos: 2,
        at: "2026-03-04T11:00:00.000Z",
      },
    ]);
  });

  test("names the newest change first and tells new cars", () => {
    const { cars } = groupWaiting([
      { collection: "activity", document: change(car, "2026-03-04T10:00:00.000Z", "edited", ["notes"]) },
      { collection: "activity", document: change(other, "2026-03-05T10:00:00.000Z", "created", []) },
    ]);
    expect(cars.map(({ vehicleId, isNew }) => [vehicleId, isNew])).toEqual([
      [other, true],
      [car, false],
    ]);
  });

  test("counts a car's costs without telling their values, and the dealership apart", () => {
    const waiting = groupWaiting([
      { collection: "deals", document: document("vehicle-cost", car, { vehicleId: car }) },
      { collection: "settings", document: document("dealership", other, {}) },
    ]);
    expect(waiting.settings).toBe(true);
    expect(waiting.cars.map(({ fields }) => fields)).toEqual([["cost"]]);
  });

  test("is nothing where the journal is empty", () =>
    expect(groupWaiting([])).toEqual({ cars: [], settings: false }));
});
