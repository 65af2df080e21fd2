import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { ExportState } from "#shared/contract/export-file.ts";
import type { MoveState } from "#shared/contract/moving.ts";
import type { NewHubState } from "#shared/contract/own-hub.ts";
import type { ImportEvent } from "#shared/contract/photo-import.ts";
import type { PictureJobEvent } from "#shared/contract/renditions.ts";

/** How far all long work is, for the app's icon in the taskbar. */
export interface LongWork {
  import(event: ImportEvent): void;
  job(event: PictureJobEvent): void;
  sync(status: SyncStatus): void;
  /** Everything goes into one file. */
  export(state: ExportState): void;
  /** This desk moves to another hub. */
  move(state: MoveState): void;
  /** A new hub takes over the photo files of a damaged one. */
  newHub(state: NewHubState): void;
  /** What the window does by itself, from 0 to 1; null for nothing. */
  window(fraction: number | null): void;
  /** From 0 to 1; null where nothing is under way. */
  progress(): number | null;
}

interface Part {
  readonly done: number;
  readonly total: number;
}

type Other = "export" | "move" | "newHub" | "window";

export function createLongWork(): LongWork {
  const imports = new Map<string, { isRunning: boolean; readonly settled: Map<string, boolean> }>();
  const jobs = new Map<string, Part>();
  const others = new Map<Other, Part>();
  let backlog: Part | null = null;
  const other = (name: Other, part: Part | null) => {
    if (part) others.set(name, part);
    else others.delete(name);
  };

  return {
    import(event) {
      if (event.type === "import") {
        const { importId, state, items } = event.import;
        const settled = new Map(items.map((item) => [item.photoId, isSettled(item.state)]));
        imports.set(importId, { isRunning: state === "running", settled });
      } else if (event.type === "item")
        imports.get(event.importId)?.settled.set(event.item.photoId, isSettled(event.item.state));
      else if (event.type === "closed") imports.delete(event.importId);
      else {
        const known = imports.get(event.importId);
        if (known) known.isRunning = event.state === "running";
      }
    },
    job(event) {
      if (event.type === "job" && event.job.state === "running")
        jobs.set(event.job.jobId, { done: event.job.done, total: event.job.total });
      else jobs.delete(event.type === "job" ? event.job.jobId : event.jobId);
    },
    sync({ connection, changesWaiting, photosWaiting }) {
      const left = changesWaiting + photosWaiting;
      if (connection !== "online" || left === 0) backlog = null;
      else {
        // What was sent since it last was empty counts as done.
        const total = Math.max(left, backlog?.total ?? 0);
        backlog = { done: total - left, total };
      }
    },
    export(state) {
      const isCounted = state.phase === "working" && state.step === "writing";
      other("export", isCounted ? { done: state.photosDone, total: state.allPhotos } : null);
    },
    move(state) {
      other("move", state.phase === "packing" ? { done: state.photos, total: state.allPhotos } : null);
    },
    newHub(state) {
      const isCounted = state.phase === "working" && state.step === "files";
      other("newHub", isCounted ? { done: state.part * 100, total: 100 } : null);
    },
    window(fraction) {
      other("window", fraction === null ? null : { done: fraction * 100, total: 100 });
    },
    progress() {
      const running = [...imports.values()].filter(({ isRunning }) => isRunning).map(partOf);
      const work = [...running, ...jobs.values(), ...others.values()].filter(({ total }) => total > 0);
      if (work.length > 0) return fractionOf(work);
      return backlog && backlog.total >= worthShowing ? fractionOf([backlog]) : null;
    },
  };
}

/** Fewer changes than these are sent before anybody could look. */
const worthShowing = 5;

function isSettled(state: string): boolean {
  return state !== "waiting" && state !== "working";
}

function partOf({ settled }: { readonly settled: ReadonlyMap<string, boolean> }): Part {
  return { done: [...settled.values()].filter(Boolean).length, total: settled.size };
}

function fractionOf(parts: readonly Part[]): number {
  const sum = (count: (part: Part) => number) => parts.reduce((all, part) => all + count(part), 0);
  return sum(({ done }) => done) / sum(({ total }) => total);
}
