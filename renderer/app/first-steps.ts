import type { BridgeClient } from "../bridge/client.ts";
import type { Inventory, InventoryCar } from "../replica/inventory.ts";
import type { Replica } from "../replica/replica.ts";
import { forgetSetUp, rememberedSetUp, sampleDealership } from "../features/welcome/first-set-up.ts";
import type { DeskDescription, SampleCar } from "#shared/contract/bridge.ts";
import type { Dealership } from "#shared/model/settings.ts";
import { civilDateOf } from "../ui/format.ts";

interface FirstSteps {
  readonly bridge: BridgeClient;
  readonly desk: DeskDescription;
  readonly replica: Replica;
  readonly storage: Storage;
}

interface FinishSetUp extends FirstSteps {
  readonly sampleName: string;
  /** The first-run question was answered in this window just now. */
  readonly isNew: boolean;
}

/**
 * Writes what the first run asked for, which is remembered until it is written. A desk whose window lost its memory asks
 * its hub instead: only a sample lot that the hub does not have either is parked again.
 */
export async function finishSetUp(steps: FinishSetUp): Promise<void> {
  const { desk, replica, storage, sampleName, isNew } = steps;
  const asked = rememberedSetUp(storage);
  if (desk.dealership?.start === "sample" && asked) await parkSampleCars(steps, asked.dealership);
  else if (desk.dealership?.start === "sample") void parkWhereNoneAre(steps, sampleDealership(sampleName));
  else if (desk.dealership?.start === "empty" && asked)
    await replica.settings.setDealership(asked.dealership);
  else if (isNew) await carsOrPatience(replica);
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
export async function drawSamplePhotos(steps: FirstSteps, signal: AbortSignal): Promise<void> {
  const { bridge, desk, replica, storage } = steps;
  if (desk.dealership === null || storage.getItem(toDrawKey) !== desk.dealership.tenantId) return;
  const { cars } = await bridge.sample.lot({ today: civilDateOf(new Date()), currency: "MXN" });
  await inventoryWhere(replica, ({ ready, cars: shown }) => ready && shown.every(hasCountedPhotos));
  for (const { vehicleId, vehicle } of cars.sort(longestInStockFirst)) {
    if (signal.aborted) return;
    if (wantsPhotos(replica, vehicleId))
      await bridge.photos.importSample({ vehicleId, stockNumber: vehicle.stockNumber });
  }
  storage.removeItem(toDrawKey);
}

/** As the list shows them, so that pictures appear where the person looks. */
function longestInStockFirst(a: SampleCar, b: SampleCar): number {
  return a.vehicle.acquiredOn.localeCompare(b.vehicle.acquiredOn);
}

const hasCountedPhotos = ({ photoCount }: InventoryCar) => photoCount !== null;

function wantsPhotos({ inventory }: Replica, vehicleId: string): boolean {
  const car = inventory.get().cars.find(({ id }) => id === vehicleId);
  return car === undefined || (car.photoCount === 0 && car.vehicle.deletedAt === null);
}

/** How long a desk that just joined waits for its first cars before it shows an empty list. In ms. */
const patience = 15_000;

/** Nobody should take a lot that is still on its way for one without cars. */
async function carsOrPatience(replica: Replica): Promise<void> {
  await Promise.race([
    inventoryWhere(replica, ({ cars }) => cars.length > 0),
    replica.settled(),
    new Promise((resolve) => setTimeout(resolve, patience)),
  ]);
}

const inventoryReady = (replica: Replica) => inventoryWhere(replica, ({ ready }) => ready);

function inventoryWhere({ inventory }: Replica, isSo: (inventory: Inventory) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo(inventory.get())) return;
      end();
      resolve();
    };
    const end = inventory.subscribe(look);
    look();
  });
}
