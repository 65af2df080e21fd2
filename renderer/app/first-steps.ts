import type { BridgeClient } from "../bridge/client.ts";
import type { Replica } from "../replica/replica.ts";
import { forgetSetUp, rememberedSetUp, sampleDealership } from "../features/welcome/first-set-up.ts";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { Dealership } from "#shared/model/settings.ts";
import { civilDateOf } from "../ui/format.ts";

interface FirstSteps {
  readonly bridge: BridgeClient;
  readonly desk: DeskDescription;
  readonly replica: Replica;
  readonly storage: Storage;
}

/**
 * Writes what the first run asked for, which is remembered until it is written. A desk whose window lost its memory asks
 * its hub instead: only a sample lot that the hub does not have either is parked again.
 */
export async function finishSetUp(steps: FirstSteps & { sampleName: string }): Promise<void> {
  const { desk, replica, storage, sampleName } = steps;
  const asked = rememberedSetUp(storage);
  if (desk.dealership?.start === "sample" && asked) await parkSampleCars(steps, asked.dealership);
  else if (desk.dealership?.start === "sample") void parkWhereNoneAre(steps, sampleDealership(sampleName));
  else if (desk.dealership?.start === "empty" && asked)
    await replica.settings.setDealership(asked.dealership);
  forgetSetUp(storage);
}

const toDrawKey = "samplePhotosToDraw";

async function parkSampleCars(steps: FirstSteps, dealership: Dealership): Promise<void> {
  const { bridge, desk, replica, storage } = steps;
  const today = civilDateOf(new Date());
  const { cars } = await bridge.sample.lot({ today, currency: dealership.currency });
  storage.setItem(toDrawKey, desk.dealership?.tenantId ?? "");
  await replica.importSampleLot(cars, dealership);
}

async function parkWhereNoneAre(steps: FirstSteps, dealership: Dealership): Promise<void> {
  const { replica } = steps;
  await inventoryReady(replica);
  if (replica.inventory.get().cars.length > 0) return;
  await replica.settled();
  if (replica.inventory.get().cars.length === 0) await parkSampleCars(steps, dealership);
}

/** Has the sample lot's pictures drawn, car by car; after a restart it goes on with the cars that have none. */
export async function drawSamplePhotos({ bridge, desk, replica, storage }: FirstSteps, signal: AbortSignal) {
  if (desk.dealership === null || storage.getItem(toDrawKey) !== desk.dealership.tenantId) return;
  await inventoryReady(replica);
  for (const { vehicleId, stockNumber } of withoutPhotos(replica)) {
    if (signal.aborted) return;
    await bridge.photos.importSample({ vehicleId, stockNumber });
  }
  storage.removeItem(toDrawKey);
}

/** The longest in stock first, as the list shows them first. */
function withoutPhotos(replica: Replica): { vehicleId: string; stockNumber: string }[] {
  return replica.inventory
    .get()
    .cars.filter(({ photoCount, vehicle }) => photoCount === 0 && vehicle.deletedAt === null)
    .sort((a, b) => a.vehicle.acquiredOn.localeCompare(b.vehicle.acquiredOn))
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
