import { describe, expect, it } from "vitest";
import type { ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { createPhotoFiling } from "./photo-filing.ts";

const importId = "0199aaaa-0000-7000-8000-000000000001";
const vehicleId = "0199aaaa-0000-7000-8000-000000000002";

function item(number: number, state: ImportItem["state"]): ImportItem {
  const file = state === "done" ? ({ original: { name: `IMG_${number}.jpg` } } as PhotoFile) : null;
  return { photoId: `photo-${number}`, name: `IMG_${number}.jpg`, state, file, failure: null };
}

function opening(items: ImportItem[], state: "running" | "interrupted" = "running"): ImportEvent {
  return {
    type: "import",
    import: { importId, vehicleId, startedAt: "2026-01-01T00:00:00.000Z", state, items },
  };
}

function filing(known: string[] = []) {
  const filed: string[] = [];
  const acknowledged: string[] = [];
  const duplicates: string[] = [];
  const failures: unknown[] = [];
  let fail = false;
  const { take } = createPhotoFiling({
    async add(_vehicleId, items) {
      if (fail) throw new Error("the replica is closed");
      const ids = items.map(({ photoId }) => photoId);
      filed.push(...ids.filter((id) => !known.includes(id)));
      return { added: ids, duplicates: ids.filter((id) => known.includes(id)) };
    },
    async acknowledge(_importId, photoIds) {
      acknowledged.push(...photoIds);
    },
    onDuplicates: (_importId, photoIds) => duplicates.push(...photoIds),
    onFailure: (error) => failures.push(error),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    take,
    settle,
    filed,
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
    take(opening([item(1, "waiting"), item(2, "done")], "interrupted"));
    await settle();
    expect(filed).toEqual(["photo-2"]);

    take({ type: "state", importId, state: "running" });
    take({ type: "item", importId, item: item(1, "done") });
    await settle();
    expect(filed).toEqual(["photo-2", "photo-1"]);
  });

  it("files everything that was finished before a cancel", async () => {
    const { take, settle, filed } = filing();
    take(opening([item(1, "waiting"), item(2, "done")]));
    take({ type: "state", importId, state: "cancelled" });
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
});
