import { expect, test } from "vitest";
import type { VehicleStatus } from "#shared/model/vehicle.ts";
import { bulkMoves } from "./bulk-moves.ts";
import { car } from "./car.fixture.ts";

const at = (id: string, state: VehicleStatus) =>
  car(id, { status: { state, round: 0, since: "2026-01-01T00:00:00.000Z" } });
const idsOf = (cars: readonly { id: string }[]) => cars.map(({ id }) => id);

test("a move is offered for the cars that may make it, and says whose sale it undoes", () => {
  const moves = bulkMoves([at("ready", "ready"), at("sold", "sold")]);
  const listed = moves.find(({ to }) => to === "listed");
  expect(idsOf(listed?.cars ?? [])).toEqual(["ready", "sold"]);
  expect(idsOf(listed?.cancelled ?? [])).toEqual(["sold"]);
  const delivered = moves.find(({ to }) => to === "delivered");
  expect(idsOf(delivered?.cars ?? [])).toEqual(["sold"]);
  expect(moves.map(({ to }) => to)).not.toContain("acquired");
});

test("nothing is offered for no cars", () => {
  expect(bulkMoves([])).toEqual([]);
});
