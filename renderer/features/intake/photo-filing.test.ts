import { describe, expect, it } from "vitest";
import type { Import, ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { cardImport, importItem } from "./import.fixture.ts";
import { createPhotoFiling } from "./photo-filing.ts";

const importId = "0199aaaa-0000-7000-8000-000000000001";
const vehicleId = "0199aaaa-0000-7000-8000-000000000002";
const otherCar = "0199aaaa-0000-7000-8000-000000000003";

function item(number: number, state: ImportItem["state"]): ImportItem {
  const file = state === "done" ? ({ original: { name: `IMG_${number}.jpg` } } as PhotoFile) : null;
  return importItem(`photo-${number}`, { vehicleId, state, file });
}

function opening(
  items: ImportItem[],
  { state = "running", confirmed = true }: Partial<Pick<Import, "state" | "confirmed">> = {},
): ImportEvent {
  return { type: "import", import: cardImport(items, { importId, vehicleId, state, confirmed }) };
}

function filing(known: string[] = []) {
  const filed: string[] = [];
  const cars: string[] = [];
  const batches: number[] = [];
  const acknowledged: string[] = [];
  const duplicates: string[] = [];
  const failures: unknown[] = [];
  let fail = false;
  const { take, settled: settle } = createPhotoFiling({
    async add(car, items) {
      if (fail) throw new Error("the replica is closed");
      const ids = items.map(({ photoId }) => photoId);
      filed.push(...ids.filter((id) => !known.includes(id)));
      cars.push(...ids.map(() => car));
      batches.push(ids.length);
      return { added: ids, duplicates: ids.filter((id) => known.includes(id)) };
    },
    async acknowledge(_importId, photoIds) {
      acknowledged.push(...photoIds);
    },
    onDuplicates: (_importId, photoIds) => duplicates.push(...photoIds),
    onFailure: (error) => failures.push(error),
  });
  return {
    take,
    settle,
    filed,
    cars,
    batches,
    acknowledged,
    duplicates,
    failures,
    failNext: (value: boolean) => (fail = value),
  };
}

describe("filing finished photos", () => {
  it("keeps the order of the card however the files finish", async () => {
    const { take, settle, filed, acknowledged } = filing();
    take(opening([item(1, "working"), item(2, "working"), item(3, "waiting")]));
    take({ type: "item", importId, item: item(2, "done") });
    await settle();
    expect(filed).toEqual([]);

    take({ type: "item", importId, item: item(1, "done") });
    take({ type: "item", importId, item: item(3, "done") });
    await settle();
    expect(filed).toEqual(["photo-1", "photo-2", "photo-3"]);
    expect(acknowledged).toEqual(filed);
  });

  it("does not let a failed file hold up those behind it", async () => {
    const { take, settle, filed } = filing();
    take(opening([item(1, "working"), item(2, "done")]));
    take({ type: "item", importId, item: { ...item(1, "failed"), failure: "empty" } });
    await settle();
    expect(filed).toEqual(["photo-2"]);
  });

  it("files what an interrupted import had finished, and the rest when it is resumed", async () => {
    const { take, settle, filed } = filing();
    take(opening([item(1, "waiting"), item(2, "done")], { state: "interrupted" }));
    await settle();
    expect(filed).toEqual(["photo-2"]);

    take({ type: "state", importId, state: "running", confirmed: true });
    take({ type: "item", importId, item: item(1, "done") });
    await settle();
    expect(filed).toEqual(["photo-2", "photo-1"]);
  });

  it("files everything that was finished before a cancel", async () => {
    const { take, settle, filed } = filing();
    take(opening([item(1, "waiting"), item(2, "done")]));
    take({ type: "state", importId, state: "cancelled", confirmed: true });
    await settle();
    expect(filed).toEqual(["photo-2"]);
  });

  it("reports what the car already had, and acknowledges it too", async () => {
    const { take, settle, duplicates, acknowledged } = filing(["photo-2"]);
    take(opening([item(1, "done"), item(2, "done")]));
    await settle();
    expect(duplicates).toEqual(["photo-2"]);
    expect(acknowledged).toEqual(["photo-1", "photo-2"]);
  });

  it("does not acknowledge what could not be written, and tries it again with the next news", async () => {
    const { take, settle, filed, acknowledged, failures, failNext } = filing();
    failNext(true);
    take(opening([item(1, "done"), item(2, "working")]));
    await settle();
    expect([acknowledged, failures.length]).toEqual([[], 1]);

    failNext(false);
    take({ type: "item", importId, item: item(2, "done") });
    await settle();
    expect(filed).toEqual(["photo-1", "photo-2"]);
  });

  it("leaves the files of a card alone until its review is confirmed", async () => {
    const { take, settle, filed } = filing();
    take(opening([item(1, "done"), item(2, "working")], { confirmed: false }));
    take({ type: "item", importId, item: item(2, "done") });
    await settle();
    expect(filed).toEqual([]);

    take({ type: "state", importId, state: "running", confirmed: true });
    await settle();
    expect(filed).toEqual(["photo-1", "photo-2"]);
  });

  it("files each photo on its own car, whose order does not wait for another's, and leaves out what has none", async () => {
    const { take, settle, filed, cars } = filing();
    const onOther = { ...item(2, "done"), vehicleId: otherCar };
    const ofNone = { ...item(3, "done"), vehicleId: null };
    take(opening([item(1, "working"), onOther, ofNone, item(4, "done")]));
    await settle();
    expect([filed, cars]).toEqual([["photo-2"], [otherCar]]);

    take({ type: "item", importId, item: item(1, "done") });
    await settle();
    expect([filed, cars]).toEqual([
      ["photo-2", "photo-1", "photo-4"],
      [otherCar, vehicleId, vehicleId],
    ]);
  });

  it("writes a large card in parts", async () => {
    const { take, settle, filed, batches } = filing();
    take(opening(Array.from({ length: 120 }, (_, index) => item(index, "done"))));
    await settle();
    expect([filed.length, Math.max(...batches)]).toEqual([120, 50]);
    expect(filed).toEqual(Array.from({ length: 120 }, (_, index) => `photo-${index}`));
  });

  it("files a card in the order in which its photos were taken, as the review showed them", async () => {
    const { take, settle, filed } = filing();
    const taken = (number: number, time: string) => ({
      ...item(number, "done"),
      capturedAt: `2026-05-02T${time}`,
    });
    const items = [taken(1, "11:00:00"), taken(2, "09:00:00"), taken(3, "10:00:00")];
    take({ type: "import", import: cardImport(items, { importId, confirmed: true }) });
    await settle();
    expect(filed).toEqual(["photo-2", "photo-3", "photo-1"]);
  });
});
