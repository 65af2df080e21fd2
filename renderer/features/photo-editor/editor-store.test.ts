import { expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { createEditorStore } from "./editor-store.ts";

test("one drag of a slider is undone at once, two drags one after the other", () => {
  const store = createEditorStore(null);
  store.change({ exposure: 0.1 }, "exposure");
  store.change({ exposure: 0.2 }, "exposure");
  store.rest();
  store.change({ exposure: 0.7 }, "exposure");
  store.undo();
  expect(store.getState().edits.exposure).toBe(0.2);
  store.undo();
  expect(store.getState()).toMatchObject({ edits: noEdits, isChanged: false, canUndo: false });
});

test("what was undone can be done again until something else is done", () => {
  const store = createEditorStore(null);
  store.change({ quarterTurns: 1 });
  store.change({ quarterTurns: 2 });
  store.undo();
  store.redo();
  expect(store.getState().edits.quarterTurns).toBe(2);
  store.undo();
  store.change({ warmth: 0.5 });
  expect(store.getState().canRedo).toBe(false);
});

test("going back to what was saved is no change, and a reset can be undone", () => {
  const saved = { ...noEdits, tint: 0.3 };
  const store = createEditorStore(saved);
  store.change({ tint: 0.4 });
  store.change({ tint: 0.3 });
  expect(store.getState().isChanged).toBe(false);
  store.reset();
  expect(store.getState()).toMatchObject({ edits: noEdits, isChanged: true });
  store.undo();
  expect(store.getState().edits).toEqual(saved);
});

test("a box that is undone is not selected any more", () => {
  const store = createEditorStore(null);
  store.change({ blurs: [{ left: 0.1, top: 0.1, width: 0.1, height: 0.1 }] });
  store.selectBlur(0);
  store.undo();
  expect(store.getState().selectedBlur).toBeNull();
});

test("any change ends the comparison, so that it is seen", () => {
  const store = createEditorStore(null);
  store.compare(true);
  store.change({ exposure: 1 });
  expect(store.getState().comparing).toBe(false);
});
