import { describe, expect, it } from "vitest";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { cardImport, importItem } from "./import.fixture.ts";
import { addedOf, createImportStore, isSafe } from "./import-store.ts";

const vehicleId = "0199aaaa-0000-7000-8000-000000000002";

const item = (photoId: string, change: Partial<ImportItem> = {}) =>
  importItem(photoId, { vehicleId, ...change });

const open = cardImport(
  ["a", "b", "c"].map((photoId) => item(photoId)),
  { vehicleId, confirmed: true },
);

/** Tells of gathered changes when `tell` is called, and not before. */
function opened() {
  let tell = () => {};
  let told = 0;
  const store = createImportStore((later) => (tell = later));
  store.apply({ type: "import", import: open });
  store.state.subscribe(() => (told += 1));
  const change = (photoId: string, fields: Partial<ImportItem>) =>
    store.apply({ type: "item", importId: open.importId, item: item(photoId, fields) });
  const view = () => store.state.getState().imports[open.importId]!;
  return { store, view, change, tell: () => tell(), told: () => told };
}

describe("the import store", () => {
  it("counts files as they settle, duplicates apart", () => {
    const { store, view, change, tell } = opened();
    change("a", { state: "done" });
    change("b", { state: "failed", failure: "empty" });
    change("c", { state: "done" });
    tell();
    store.markDuplicates(open.importId, ["c"]);
    expect(view().counts).toMatchObject({ total: 3, settled: 3, done: 2, failed: 1 });
    expect(addedOf(view())).toBe(1);
  });

  it("tells of many changes at once", () => {
    const { change, tell, told, view } = opened();
    const { revision } = view();
    for (const photoId of ["a", "b", "c"]) change(photoId, { state: "working" });
    for (const photoId of ["a", "b", "c"]) change(photoId, { state: "done" });
    expect([told(), view().counts.done]).toEqual([0, 0]);
    tell();
    expect([told(), view().counts.done, view().revision > revision]).toEqual([1, 3, true]);
  });

  it("says that sorting is to be done again only when something changed that files are sorted by", () => {
    const { change, tell, view } = opened();
    const before = view().sortingRevision;
    change("a", { state: "working", safety: "safe" });
    tell();
    expect(view().sortingRevision).toBe(before);
    change("a", { state: "working", capturedAt: "2026-05-02T10:00:00" });
    tell();
    expect(view().sortingRevision).toBeGreaterThan(before);
  });

  it("calls a card safe to format when every file that could be read was read back", () => {
    const { change, tell, view } = opened();
    change("a", { state: "working", safety: "safe" });
    change("b", { state: "failed", failure: "missing" });
    tell();
    expect(isSafe(view().counts)).toBe(false);
    change("c", { state: "waiting", safety: "storeOnly" });
    tell();
    expect([isSafe(view().counts), view().counts.storeOnly]).toEqual([true, 1]);
  });

  it("shows at once where the user puts a file", () => {
    const { store, view } = opened();
    store.place(open.importId, [{ photoId: "b", vehicleId: null }]);
    expect([view().items.get("b")?.vehicleId, view().counts.placed]).toEqual([null, 2]);
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
    for (const photoId of ["a", "b", "c"]) settled.change(photoId, { state: "done" });
    settled.store.apply({ type: "state", importId: open.importId, state: "finished", confirmed: true });
    settled.store.apply({ type: "closed", importId: open.importId });
    expect(settled.view().dismissed).toBe(false);

    const discarded = opened();
    discarded.store.apply({ type: "closed", importId: open.importId });
    expect(discarded.view().dismissed).toBe(true);
  });

  it("still says that an import was cancelled when main closes it because what was done is filed", () => {
    const { store, view, change } = opened();
    change("a", { state: "done" });
    for (const photoId of ["b", "c"]) change(photoId, { state: "cancelled" });
    store.apply({ type: "state", importId: open.importId, state: "cancelled", confirmed: true });
    store.apply({ type: "closed", importId: open.importId });
    expect(view()).toMatchObject({ state: "cancelled", dismissed: false });
  });

  it("offers another try where the cause may pass, and not where the file itself is at fault", () => {
    const { view, change, tell } = opened();
    change("a", { state: "failed", failure: "empty" });
    tell();
    expect(view().counts.mayYetSucceed).toBe(0);
    change("b", { state: "failed", failure: "diskFull" });
    tell();
    expect(view().counts.mayYetSucceed).toBe(1);
  });

  it("ignores news of imports it does not know", () => {
    const store = createImportStore();
    store.apply({ type: "state", importId: open.importId, state: "finished", confirmed: true });
    expect(store.state.getState().imports).toEqual({});
  });

  it("counts files on their way to main one hand-over at a time", () => {
    const store = createImportStore();
    store.handOver({ id: "one", done: 0, total: 2, pictures: [] });
    store.handOver({ id: "one", done: 1, total: 2, pictures: [] });
    expect(store.state.getState().handovers).toEqual([{ id: "one", done: 1, total: 2, pictures: [] }]);
    store.handedOver("one");
    expect(store.state.getState().handovers).toEqual([]);
  });
});
