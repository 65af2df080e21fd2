import { expect, onTestFinished, test } from "vitest";
import type { BridgeClient } from "../bridge/client.ts";
import { sampleDealership, rememberSetUp } from "../features/welcome/first-set-up.ts";
import { openReplica } from "../replica/replica.ts";
import { createFakeHub, createFakeMain } from "#tests/support/fake-main.ts";
import type { SampleCar } from "#shared/contract/bridge.ts";
import { drawSamplePhotos, finishSetUp } from "./first-steps.ts";

const since = "2026-03-04T10:00:00.000Z";

function sampleCar(stockNumber: string, acquiredOn: string): SampleCar {
  const vehicleId = crypto.randomUUID();
  return {
    vehicleId,
    vehicle: {
      stockNumber,
      vin: "",
      year: 2021,
      make: "Nissan",
      model: "Versa",
      trim: "",
      bodyStyle: null,
      exteriorColor: "",
      transmission: null,
      fuel: null,
      odometer: null,
      price: null,
      status: { state: "listed", round: 0, since },
      location: "",
      acquiredOn,
      soldOn: null,
      features: {},
      notes: "",
      coverPhotoId: null,
      deletedAt: null,
    },
    cost: { vehicleId, purchase: null, recon: {} },
    moves: [],
  };
}

async function newSampleDesk() {
  const tenantId = crypto.randomUUID();
  const main = createFakeMain(createFakeHub(), { tenantId, dealership: { tenantId, start: "sample" } });
  const lot = [sampleCar("C-1", "2026-03-01"), sampleCar("C-2", "2026-01-15")];
  const drawn: string[] = [];
  const bridge = {
    sync: main.bridge.sync,
    journal: main.bridge.journal,
    sample: { lot: async () => ({ cars: structuredClone(lot) }) },
    photos: {
      importSample: async ({ stockNumber }: { stockNumber: string }) => {
        drawn.push(stockNumber);
        return { importId: null };
      },
    },
  } as unknown as BridgeClient; // the procedures that the first steps call
  const storage = memoryStorage();
  const replica = await openReplica({ bridge, desk: main.desk });
  onTestFinished(() => replica[Symbol.asyncDispose]());
  return { steps: { bridge, desk: main.desk, replica, storage, sampleName: "Lot", isNew: true }, drawn };
}

function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    clear: () => kept.clear(),
    key: () => null,
    get length() {
      return kept.size;
    },
  };
}

test("a sample lot is parked once and drawn from the longest in stock on, whatever the person adds meanwhile", async () => {
  const { steps, drawn } = await newSampleDesk();
  const { replica } = steps;
  rememberSetUp(steps.storage, { start: "sample", dealership: sampleDealership("Autos del Valle") });
  await finishSetUp(steps);
  await replica.vehicles.create({ stockNumber: "OWN-1", make: "Mazda", model: "3" });
  await drawSamplePhotos(steps, new AbortController().signal);
  expect(drawn).toEqual(["C-2", "C-1"]);

  await finishSetUp(steps);
  await drawSamplePhotos(steps, new AbortController().signal);
  expect(drawn).toHaveLength(2);
  await replica.settled();
  expect(
    replica.inventory
      .get()
      .cars.map(({ vehicle }) => vehicle.stockNumber)
      .sort(),
  ).toEqual(["C-1", "C-2", "OWN-1"]);
});

test("drawing that was cut off goes on at the next start", async () => {
  const { steps, drawn } = await newSampleDesk();
  rememberSetUp(steps.storage, { start: "sample", dealership: sampleDealership("Autos del Valle") });
  await finishSetUp(steps);
  await drawSamplePhotos(steps, AbortSignal.abort());
  expect(drawn).toEqual([]);
  await drawSamplePhotos(steps, new AbortController().signal);
  expect(drawn).toHaveLength(2);
});
