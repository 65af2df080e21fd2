import type { BridgeClient } from "../bridge/client.ts";
import type { Replica } from "../replica/replica.ts";
import { forgetSetUp, rememberedSetUp } from "../features/welcome/first-set-up.ts";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { Dealership } from "#shared/model/settings.ts";
import { civilDateOf } from "../ui/format.ts";

interface FirstSteps {
  readonly bridge: BridgeClient;
  readonly desk: DeskDescription;
  readonly replica: Replica;
  readonly storage: Storage;
}

/** Writes what the first run asked for; where that was done already, or the desk joined another's, nothing is left. */
export async function finishSetUp(steps: FirstSteps & { sampleName: string }): Promise<void> {
  const { desk, replica, storage, sampleName } = steps;
  const asked = rememberedSetUp(storage);
  const dealership = asked?.dealership ?? sampleDealership(sampleName);
  if (desk.dealership?.start === "sample") {
    await inventoryReady(replica);
    if (asked || replica.inventory.get().cars.length === 0) await parkSampleCars(steps, dealership);
  } else if (asked && desk.dealership?.start === "empty") {
    await replica.settings.setDealership(dealership);
  }
  forgetSetUp(storage);
}

async function parkSampleCars({ bridge, replica }: FirstSteps, dealership: Dealership): Promise<void> {
  const today = civilDateOf(new Date());
  const { cars } = await bridge.sample.lot({ today, currency: dealership.currency });
  await replica.importSampleLot(cars, dealership);
}

export function sampleDealership(name: string): Dealership {
  return { name, currency: "MXN", distanceUnit: "km", createdAt: new Date().toISOString() };
}

const drawnKey = "samplePhotosDrawn";

/** Has the sample lot's pictures drawn, car by car; after a restart it goes on with the cars that have none. */
export async function drawSamplePhotos({ bridge, desk, replica, storage }: FirstSteps, signal: AbortSignal) {
  const tenantId = desk.dealership?.tenantId ?? "";
  if (desk.dealership?.start !== "sample" || storage.getItem(drawnKey) === tenantId) return;
  await inventoryReady(replica);
  for (const { vehicleId, stockNumber } of withoutPhotos(replica)) {
    if (signal.aborted) return;
    await bridge.photos.importSample({ vehicleId, stockNumber });
  }
  storage.setItem(drawnKey, tenantId);
}

function withoutPhotos(replica: Replica): { vehicleId: string; stockNumber: string }[] {
  return replica.inventory
    .get()
    .cars.filter(({ photoCount, vehicle }) => photoCount === 0 && vehicle.deletedAt === null)
    .map(({ id, vehicle }) => ({ vehicleId: id, stockNumber: vehicle.stockNumber }));
}

function inventoryReady({ inventory }: Replica): Promise<void> {
  return new Promise((resolve) => {
    const end = inventory.subscribe(() => inventory.get().ready && settle());
    const settle = () => {
      end();
      resolve();
    };
    if (inventory.get().ready) settle();
  });
}
