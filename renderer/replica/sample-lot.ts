import type { SampleCar } from "#shared/contract/bridge.ts";
import type { Dealership } from "#shared/model/settings.ts";
import type { Documents, Edit } from "./documents.ts";
import { creation } from "./edits.ts";
import { idOf } from "#shared/rules/derived-ids.ts";
import { dealershipEdit } from "./settings.ts";

/**
 * Writes the sample lot: the dealership, its cars with costs, and how each car came to its status. Ids are fixed by the
 * cars, so doing it again adds nothing.
 */
export async function importSampleLot(
  cars: readonly SampleCar[],
  dealership: Dealership,
  parts: { documents: Documents; tenantId: string; desk: { deviceId: string; deskName: string } },
): Promise<void> {
  const edits = cars.flatMap((car) => [
    creation("vehicle", car.vehicleId, car.vehicle),
    creation("vehicle-cost", car.vehicleId, car.cost),
    ...historyEdits(car, parts.desk),
  ]);
  await parts.documents.write([dealershipEdit(parts.tenantId, dealership), ...edits]);
}

function historyEdits({ vehicleId, moves }: SampleCar, desk: { deviceId: string; deskName: string }): Edit[] {
  return moves.map(({ at, from, to }, index) =>
    creation("change", idOf(vehicleId, "sample move", String(index)), {
      vehicleId,
      at,
      deviceId: desk.deviceId,
      deskName: desk.deskName,
      act: from === null ? "created" : "statusMoved",
      changes: from === null ? [] : [{ field: "status", from: { state: from }, to: { state: to } }],
    }),
  );
}
