import { createStore, type StoreApi } from "zustand/vanilla";
import { noEdits, type PhotoEdits } from "#shared/model/photo-edits.ts";
import { isSame } from "#shared/rules/canonical-json.ts";

/** What the pointer does on the picture. */
type EditorTool = "look" | "crop" | "blur";

/** What the editor is doing with one photo; the photo itself changes only when it is saved. */
interface EditorState {
  readonly edits: PhotoEdits;
  readonly tool: EditorTool;
  /** The picture is shown as the camera took it. */
  readonly comparing: boolean;
  /** The blur box that the keyboard acts on. */
  readonly selectedBlur: number | null;
  readonly isChanged: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The act under way, such as the drag of one slider; null in between. */
  readonly gesture: string | null;
}

export interface EditorStore extends StoreApi<EditorState> {
  /** Changes of one gesture are undone as one. */
  change(patch: Partial<PhotoEdits>, gesture?: string): void;
  /** The gesture is over: the same one again is undone by itself. */
  rest(): void;
  undo(): void;
  redo(): void;
  reset(): void;
  use(tool: EditorTool): void;
  compare(comparing: boolean): void;
  selectBlur(index: number | null): void;
}

const mostSteps = 200;

/** An editor of a photo that has `saved` edits. */
export function createEditorStore(saved: PhotoEdits | null): EditorStore {
  const start = saved ?? noEdits;
  let past: readonly PhotoEdits[] = [];
  let future: readonly PhotoEdits[] = [];

  const store = createStore<EditorState>(() => ({
    edits: start,
    tool: "look",
    comparing: false,
    selectedBlur: null,
    isChanged: false,
    canUndo: false,
    canRedo: false,
    gesture: null,
  }));
  const show = (edits: PhotoEdits, gesture: string | null) =>
    store.setState(({ selectedBlur }) => ({
      edits,
      gesture,
      comparing: false,
      selectedBlur: selectedBlur !== null && selectedBlur < edits.blurs.length ? selectedBlur : null,
      isChanged: !isSame(edits, start),
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    }));
  const step = (edits: PhotoEdits, gesture: string | null) => {
    const state = store.getState();
    if (isSame(edits, state.edits)) return;
    const goesOn = gesture !== null && gesture === state.gesture;
    if (!goesOn) past = [...past, state.edits].slice(-mostSteps);
    future = [];
    show(edits, gesture);
  };

  return {
    ...store,
    change: (patch, gesture) => step({ ...store.getState().edits, ...patch }, gesture ?? null),
    rest: () => store.setState({ gesture: null }),
    undo() {
      const last = past.at(-1);
      if (!last) return;
      past = past.slice(0, -1);
      future = [store.getState().edits, ...future];
      show(last, null);
    },
    redo() {
      const [next, ...rest] = future;
      if (!next) return;
      past = [...past, store.getState().edits];
      future = rest;
      show(next, null);
    },
    reset: () => step(noEdits, null),
    use: (tool) => store.setState({ tool, comparing: false, selectedBlur: null, gesture: null }),
    compare: (comparing) => store.setState({ comparing }),
    selectBlur: (selectedBlur) => store.setState({ selectedBlur }),
  };
}
