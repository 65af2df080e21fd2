import { expect, test } from "vitest";
import type { HeldRow } from "#shared/contract/replication.ts";
import { aboutOf, withoutLines } from "./held-rows.ts";

const car = "0192f0c0-0000-7000-8000-000000000001";
const photo = "0192f0c0-0000-7000-8000-000000000002";

function held(collection: HeldRow["collection"], document: HeldRow["document"]): HeldRow {
  const heldId = crypto.randomUUID();
  return { heldId, collection, document, reason: "notAllowed", detail: "", at: "2026-03-04T10:00:00.000Z" };
}

test("a held row says which car and photo it is about, where it is about any", () => {
  const about = [
    held("vehicles", { id: car, kind: "vehicle", data: { make: "Kia" } }),
    held("photos", { id: photo, kind: "photo", data: { vehicleId: car } }),
    held("deals", { id: car, kind: "vehicle-cost", data: { vehicleId: car } }),
    held("settings", "nothing like a document"),
  ].map(aboutOf);
  expect(about).toEqual([
    { vehicleId: car, photoId: null },
    { vehicleId: car, photoId: photo },
    { vehicleId: car, photoId: null },
    { vehicleId: null, photoId: null },
  ]);
});

test("lines of history are told apart from what they tell of", () => {
  const row = held("vehicles", { id: car, kind: "vehicle", data: {} });
  const line = held("activity", { id: photo, kind: "cost-change", data: { vehicleId: car } });
  expect(withoutLines([line, row])).toEqual({ rows: [row], lines: [line] });
});
