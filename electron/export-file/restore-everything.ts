import type { ExportFacts, RestoreState } from "#shared/contract/export-file.ts";
import type { Membership } from "../desk/membership.ts";
import type { Profile } from "../desk/profile.ts";
import type { Log } from "../log.ts";
import type { CarriedFiles } from "../moving/carried-files.ts";
import type { MeasureDisk } from "../photo-space/disk-room.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { diskTrouble } from "../recovery/examination.ts";
import { createBell } from "../sync/bell.ts";
import type { HubClient } from "../sync/hub-client.ts";
import type { Journal } from "../sync/journal.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { ownedHere } from "../sync/owned-files.ts";
import { fillHub } from "./filling.ts";
import type { Held, Manifest } from "./format.ts";
import { type ExportVisitor, readExport, readManifest } from "./read-export.ts";
import { ExportRefused } from "./refusal.ts";
import { type OpenedFile, openFile } from "./sealed-file.ts";
import { createStagedRestore, type Ready } from "./staged-restore.ts";

/**
 * Makes a desk of nobody the first of the dealership that an export file has. All of the file is read and checked first; from then
 * on it goes on by itself, also after a kill. Until the end the desk belongs to nobody.
 */
export interface RestoreEverything {
  readonly state: Pick<LiveState<RestoreState>, "get" | "subscribe">;
  /** Throws `ExportRefused`. */
  open(path: string, passphrase: string): Promise<ExportFacts | "alreadyBegun">;
  /** With the file that was opened last. */
  begin(deskName: string): "begun" | "alreadyBegun" | "notNow";
  again(): void;
  /** Leaves nothing of it on this desk, unless the new hub is being filled just now. */
  cancel(): Promise<void>;
  /** Takes up what the last run had read, and forgets what it had not. */
  resume(): Promise<void>;
  /** The loop that does the work; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface RestoreOptions {
  /** Where what was read waits until it is in its place. */
  readonly folder: string;
  readonly profile: Profile;
  readonly membership: Pick<Membership, "beginWith">;
  readonly journal: Pick<Journal, "hold">;
  readonly client: Pick<HubClient, "push">;
  readonly blobs: BlobStore;
  readonly carried: CarriedFiles;
  readonly measure: MeasureDisk;
  readonly log: Log;
  /** Unix milliseconds. */
  readonly wall?: () => number;
}

type Problem = Extract<RestoreState, { phase: "failed" }>["problem"];
type Step = Extract<RestoreState, { phase: "failed" }>["step"];

interface Opened {
  readonly file: OpenedFile;
  readonly manifest: Manifest;
}

/** Milliseconds that a hub lets a clock be ahead of its own: what is later it does not take. */
const clockTolerance = 5 * 60_000;

/** Once on this desk and once at its own hub. */
const copiesOfPhotos = 2;

export function createRestoreEverything(options: RestoreOptions): RestoreEverything {
  const { folder, profile, membership, journal, client, blobs, carried, measure, log } = options;
  const { wall = Date.now } = options;
  const staged = createStagedRestore(folder, blobs);
  const state = createLiveState<RestoreState>({ phase: "none" });
  const bell = createBell();
  let opened: Opened | null = null;
  let toRead: (Opened & { readonly deskName: string }) | null = null;
  let calledOff = new AbortController();
  let reading: Promise<unknown> = Promise.resolve();

  const isTaken = () => profile.get().dealership !== null;
  const step = () => {
    const now = state.get();
    return now.phase === "working" || now.phase === "failed" ? now.step : null;
  };
  const show = (step: Step, done: number, all: number, photos: number) =>
    state.set({ phase: "working", step, done, all, photos });

  const expectRoom = async ({ bytes }: Manifest) => {
    const { free, reserve } = await measure();
    if (free - reserve < bytes * copiesOfPhotos) throw new ExportRefused("noRoom");
  };

  const read = async ({ file, manifest, deskName }: Opened & { deskName: string }, signal: AbortSignal) => {
    await expectRoom(manifest);
    let held: Held = [];
    let bytesRead = 0;
    let filesRead = 0;
    const tell = () => show("reading", bytesRead, file.length, filesRead);
    await using documents = await staged.begin();
    const visitor: ExportVisitor = {
      documents: (entries) => documents.write(entries),
      async held(rows) {
        held = rows;
      },
      file(sha256, bytes) {
        filesRead += 1;
        return staged.takeFile(sha256, bytes);
      },
    };
    const onBytes = (bytes: number) => {
      bytesRead = bytes;
      tell();
    };
    const { end } = await readExport(file, visitor, onBytes, signal);
    const absentPhotos = [...new Set(end.absent.map(({ photo }) => photo))];
    const { tenantId: from, cars, photos } = manifest;
    return { deskName, from, documents: end.documents, cars, photos, absentPhotos, held } satisfies Ready;
  };

  const readAll = async (order: Opened & { deskName: string }, signal: AbortSignal) => {
    try {
      const ready = await read(order, signal);
      signal.throwIfAborted();
      await staged.setReady(ready);
    } catch (error) {
      await staged.abandon();
      throw error;
    }
  };

  /** Done again after a crash, it comes to the same. */
  const fill = async (ready: Ready, signal: AbortSignal) => {
    const { from, documents, deskName, held, cars, photos, absentPhotos } = ready;
    show("filling", 0, documents, photos);
    const order = { deskName, tenantId: await staged.tenantId() };
    const answer = await membership.beginWith(order, async (to) => {
      await staged.setTenantId(to);
      const onDocuments = (done: number) => show("filling", done, documents, photos);
      const filled = await fillHub(client, { path: staged.documents, from, to }, onDocuments, signal);
      await journal.hold([...held, ...filled.refused]);
      // Without those that were not in the file: nobody has them to bring.
      await carried.add(await ownedHere(filled.files, blobs));
    });
    if (answer === "diskFull") return state.set({ phase: "failed", step: "filling", problem: "diskFull" });
    if (answer === "alreadyBegun") return staged.abandon();
    carried.announce();
    await staged.finish();
    state.set({ phase: "done", cars, photos, absentPhotos: absentPhotos.length });
    log.info("everything was restored", { documents, photos });
  };

  const attempt = async (step: Step, act: () => Promise<void>, signal: AbortSignal) => {
    try {
      await act();
    } catch (error) {
      if (signal.aborted) return;
      const problem = problemOf(error);
      if (problem === "unexpected") log.error("the restore stopped", error);
      state.set({ phase: "failed", step, problem });
    }
  };

  const takeUp = async (signal: AbortSignal) => {
    const order = toRead;
    toRead = null;
    if (order) {
      const until = AbortSignal.any([signal, calledOff.signal]);
      await (reading = attempt("reading", () => readAll(order, until), until));
    }
    const ready = isTaken() ? null : await staged.ready();
    if (ready) await attempt("filling", () => fill(ready, signal), signal);
  };

  return {
    state,
    async open(path, passphrase) {
      if (isTaken()) return "alreadyBegun";
      const file = await openFile(path, passphrase);
      const manifest = await readManifest(file);
      if (Date.parse(manifest.madeAt) > wall() + clockTolerance) throw new ExportRefused("clockBehind");
      await expectRoom(manifest);
      opened = { file, manifest };
      const { dealership, madeAt, deskName, cars, photos, bytes } = manifest;
      return { dealership, madeAt, deskName, cars, photos, bytes };
    },
    begin(deskName) {
      if (isTaken()) return "alreadyBegun";
      const isBusy = state.get().phase === "working" || step() === "filling";
      if (opened === null || isBusy) return "notNow";
      calledOff = new AbortController();
      toRead = { ...opened, deskName };
      show("reading", 0, opened.file.length, 0);
      bell.ring();
      return "begun";
    },
    again() {
      if (step() === "filling") bell.ring();
    },
    async cancel() {
      const isFilling = step() === "filling";
      if (isFilling && state.get().phase === "working") return;
      calledOff.abort();
      await reading;
      if (isFilling) await staged.abandon();
      state.set({ phase: "none" });
    },
    async resume() {
      const ready = await staged.ready().catch(() => null);
      if (isTaken()) await staged.finish();
      else if (ready === null) await staged.abandon();
      else show("filling", 0, ready.documents, ready.photos);
    },
    async run(signal) {
      while (!signal.aborted) {
        await takeUp(signal);
        await bell.wait(signal);
      }
    },
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof ExportRefused) return error.problem;
  return diskTrouble(error) === "diskFull" ? "diskFull" : "unexpected";
}
