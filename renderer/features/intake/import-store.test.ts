import { describe, expect, it } from "vitest";
import type { Import } from "#shared/contract/photo-import.ts";
import { countsOf, createImportStore, mayYetSucceed } from "./import-store.ts";

const open: Import = {
  importId: "0199aaaa-0000-7000-8000-000000000001",
  vehicleId: "0199aaaa-0000-7000-8000-000000000002",
  startedAt: "2026-01-01T00:00:00.000Z",
  state: "running",
  items: ["a", "b", "c"].map((photoId) => ({
    photoId,
    name: `${photoId}.jpg`,
    state: "waiting",
    file: null,
    failure: null,
  })),
};

function opened() {
  const store = createImportStore();
  store.apply({ type: "import", import: open });
  const view = () => store.state.getState().imports[open.importId]!;
  const settle = (photoId: string, state: "done" | "failed" | "cancelled") =>
    store.apply({
      type: "item",
      importId: open.importId,
      item: {
        photoId,
        name: `${photoId}.jpg`,
        state,
        file: null,
        failure: state === "failed" ? "empty" : null,
      },
    });
  return { store, view, settle };
}

describe("the import store", () => {
  it("counts files as they settle, duplicates apart", () => {
    const { store, view, settle } = opened();
    settle("a", "done");
    settle("b", "failed");
    settle("c", "done");
    store.markDuplicates(open.importId, ["c"]);
    expect(countsOf(view())).toEqual({ total: 3, settled: 3, added: 1, failed: 1 });
  });

  it("keeps what it learned when main repeats the import after a restart", () => {
    const { store, view } = opened();
    store.markDuplicates(open.importId, ["a"]);
    store.dismiss(open.importId);
    store.apply({ type: "import", import: { ...open, state: "interrupted" } });
    expect([view().state, view().dismissed, [...view().duplicates]]).toEqual(["interrupted", true, ["a"]]);
  });

  it("leaves the outcome on screen when main closes a settled import, and drops one that was discarded", () => {
    const settled = opened();
    for (const photoId of ["a", "b", "c"]) settled.settle(photoId, "done");
    settled.store.apply({ type: "state", importId: open.importId, state: "finished" });
    settled.store.apply({ type: "closed", importId: open.importId });
    expect(settled.view().dismissed).toBe(false);

    const discarded = opened();
    discarded.store.apply({ type: "closed", importId: open.importId });
    expect(discarded.view().dismissed).toBe(true);
  });

  it("offers another try where the cause may pass, and not where the file itself is at fault", () => {
    const { store, view, settle } = opened();
    settle("a", "failed");
    expect(mayYetSucceed(view())).toBe(false);
    const item = { photoId: "b", name: "b.jpg", state: "failed", file: null, failure: "diskFull" } as const;
    store.apply({ type: "item", importId: open.importId, item });
    expect(mayYetSucceed(view())).toBe(true);
  });

  it("ignores news of imports it does not know", () => {
    const store = createImportStore();
    store.apply({ type: "state", importId: open.importId, state: "finished" });
    expect(store.state.getState().imports).toEqual({});
  });

  it("counts files on their way to main one hand-over at a time", () => {
    const store = createImportStore();
    store.handOver({ id: "one", done: 0, total: 2 });
    store.handOver({ id: "one", done: 1, total: 2 });
    expect(store.state.getState().handovers).toEqual([{ id: "one", done: 1, total: 2 }]);
    store.handedOver("one");
    expect(store.state.getState().handovers).toEqual([]);
  });
});
