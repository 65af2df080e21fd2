import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ExportState } from "#shared/contract/export-file.ts";
import { diskTrouble } from "../recovery/examination.ts";
import { HubUnavailable } from "../sync/hub-unavailable.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { createHandedDocuments, type HandedDocuments } from "./document-sources.ts";
import { exportName } from "./export-name.ts";
import { createMaking, type MakingOptions } from "./making.ts";
import { ExportRefused } from "./refusal.ts";
import { growFile, removeUnfinished } from "./saved-place.ts";

/** Puts everything that this desk's person may see into one file that only a passphrase opens. */
export interface ExportEverything extends AsyncDisposable {
  readonly state: Pick<LiveState<ExportState>, "get" | "subscribe">;
  /** Asks where to and begins; how it goes is in the state. */
  begin(passphrase: string): Promise<"begun" | "notNow" | "notChosen">;
  readonly hand: HandedDocuments["hand"];
  cancel(): Promise<void>;
  /** Where the last one was saved; null in a browser. */
  lastSaved(): string | null;
  /** What a ticket of a download stands for. */
  download(ticket: string): { readonly path: string; readonly name: string } | null;
}

export interface ExportOptions extends MakingOptions {
  /** Asks with the system's dialog; null where a browser downloads. */
  readonly choosePlace: ((suggestedName: string) => Promise<string | null>) | null;
  readonly downloadBase: string | null;
}

type Working = Extract<ExportState, { phase: "working" }>;
type Problem = Extract<ExportState, { phase: "failed" }>["problem"];

const atBeginning: Working = {
  phase: "working",
  step: "gathering",
  cars: 0,
  photos: 0,
  photosDone: 0,
  allPhotos: 0,
  bytes: 0,
  wantsDocuments: false,
};

export async function openExportEverything(options: ExportOptions): Promise<ExportEverything> {
  const { folder, profile, choosePlace, downloadBase, log } = options;
  await sweep(folder).catch((error: unknown) => void log.error("an old export was not swept", error));
  const state = createLiveState<ExportState>({ phase: "none" });
  const handed = createHandedDocuments();
  const making = createMaking(options, handed);
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let isAsking = false;
  let lastSaved: string | null = null;
  let offered: { readonly ticket: string; readonly path: string; readonly name: string } | null = null;

  const show = (patch: Partial<Working>) => {
    const now = state.get();
    if (now.phase === "working") state.set({ ...now, ...patch });
  };
  handed.wanted.subscribe(() => show({ wantsDocuments: handed.wanted.get() }));

  const work = async (target: string, name: string, passphrase: string, signal: AbortSignal) => {
    const growing = await growFile(folder, target);
    const order = { path: growing.path, passphrase };
    try {
      const { gathered, bytes, absentPhotos } = await making.make(order, show, signal);
      signal.throwIfAborted();
      await growing.keep();
      const { cars, photos } = gathered;
      const ticket = choosePlace ? null : randomUUID();
      if (ticket === null) lastSaved = target;
      else offered = { ticket, path: target, name };
      const download = ticket === null ? null : `${downloadBase ?? ""}${ticket}`;
      state.set({ phase: "done", cars, photos, bytes, name, absentPhotos, download });
      log.info("everything was exported", { documents: gathered.documents, photos, bytes, absentPhotos });
    } catch (error) {
      await growing.abandon();
      throw error;
    }
  };

  const run = async (target: string, name: string, passphrase: string) => {
    const { signal } = stop;
    try {
      await work(target, name, passphrase, signal);
    } catch (error) {
      if (signal.aborted) return state.set({ phase: "none" });
      const problem = problemOf(error);
      if (problem === "unexpected" || problem === "damaged") log.error("the export stopped", error);
      state.set({ phase: "failed", problem });
    }
  };

  const placeFor = async (name: string) => {
    if (choosePlace) return choosePlace(name);
    const place = join(folder, "download");
    await rm(place, { recursive: true, force: true });
    await mkdir(place, { recursive: true, mode: 0o700 });
    offered = null;
    return join(place, name);
  };

  return {
    state,
    async begin(passphrase) {
      const { dealership, moving, newHub } = profile.get();
      const isBusy = isAsking || state.get().phase === "working";
      if (dealership === null || moving !== null || newHub !== null || isBusy) return "notNow";
      isAsking = true;
      try {
        const suggested = exportName(new Date());
        const target = await placeFor(suggested);
        if (target === null) return "notChosen";
        stop = new AbortController();
        state.set(atBeginning);
        running = run(target, basename(target), passphrase);
        return "begun";
      } finally {
        isAsking = false;
      }
    },
    hand: handed.hand,
    async cancel() {
      stop.abort();
      await running;
      state.set({ phase: "none" });
    },
    lastSaved: () => lastSaved,
    download: (ticket) => (offered?.ticket === ticket ? offered : null),
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof HubUnavailable) return "hubGone";
  if (error instanceof ExportRefused) return "damaged";
  const trouble = diskTrouble(error);
  if (trouble === "diskFull") return "diskFull";
  if (trouble === "notWritable") return "noPermission";
  const code = error instanceof Error && "code" in error ? error.code : null;
  return code === "ENOENT" || trouble === "damaged" ? "placeGone" : "unexpected";
}

/** What a kill left: a file that was not whole yet, and documents that were gathered for it. */
async function sweep(folder: string): Promise<void> {
  await removeUnfinished(folder);
  await rm(folder, { recursive: true, force: true });
}
