import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { NewHubState } from "#shared/contract/own-hub.ts";
import { hasAllRights } from "#shared/rules/rights.ts";
import { syncFolder } from "../desk/durable-file.ts";
import type { Membership } from "../desk/membership.ts";
import type { Profile } from "../desk/profile.ts";
import { linesOf, openDocumentFile } from "../export-file/document-file.ts";
import { createHandedDocuments, type HandedDocuments } from "../export-file/document-sources.ts";
import { Line } from "../export-file/format.ts";
import type { EmbeddedHub } from "../hub/embedded-hub.ts";
import { lacksHubRoom } from "../hub/hub-room.ts";
import type { Log } from "../log.ts";
import type { CarriedFiles } from "../moving/carried-files.ts";
import { filesOf } from "../moving/packing.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { diskTrouble } from "../recovery/examination.ts";
import { createBell } from "../sync/bell.ts";
import type { BlobUploads } from "../sync/blob-uploads.ts";
import type { Journal } from "../sync/journal.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { type OwnedFiles, ownedHere } from "../sync/owned-files.ts";
import { lastSetAside, setAside, setAsideHub, setAsideName } from "./set-aside.ts";

/**
 * Begins a new hub of this desk's own in place of one that does not start. All that the window has is gathered, and becomes what waits
 * for a hub, in the journal; then the damaged hub is set aside, in one renaming, and a new one is the hub of the same dealership. So the window
 * keeps its replica, and meets the new hub as one that was restored: whatever it has it offers. Until the profile says that it is
 * decided nothing has happened; from then on it goes on by itself, also after a kill.
 */
export interface NewHub {
  readonly state: Pick<LiveState<NewHubState>, "get" | "subscribe">;
  begin(): Promise<"begun" | "notNow" | "notAllowed" | "hubStarts" | "diskFull">;
  readonly hand: HandedDocuments["hand"];
  /** Goes on where it has stopped. */
  again(): void;
  /** Calls it off, while documents are gathered. */
  cancel(): Promise<void>;
  /** Where a damaged hub lies, or is about to; null where there was none. */
  setAside(): Promise<string | null>;
  /** The loop that does the work; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface NewHubOptions {
  readonly dataFolder: string;
  readonly hubFolder: string;
  readonly profile: Profile;
  readonly membership: Pick<Membership, "pairAnew">;
  readonly hub: EmbeddedHub;
  readonly journal: Pick<Journal, "appendJoined">;
  readonly blobs: Pick<BlobStore, "has">;
  readonly carried: CarriedFiles;
  readonly uploads: Pick<BlobUploads, "forget">;
  readonly log: Log;
  /** Whether anything may be exchanged has changed. */
  readonly onHold: () => void;
}

type Step = Extract<NewHubState, { phase: "working" }>["step"];

/** Documents that go into the journal in one write. */
const documentsAtOnce = 500;

/** Folders that a hub has its photo files in, by the first two digits of their names. */
const shelves = 256;

export function createNewHub(options: NewHubOptions): NewHub {
  const { dataFolder, hubFolder, profile, membership, hub, journal, blobs, carried, uploads, log, onHold } =
    options;
  const handed = createHandedDocuments();
  const gathered = gatheredIn(join(dataFolder, "new-hub"));
  const bell = createBell();
  const working = (step: Step, count = 0, part = 0): NewHubState => ({
    phase: "working",
    step,
    count,
    part,
    wantsDocuments: handed.wanted.get(),
  });
  const isDecided = () => profile.get().newHub !== null;
  const state = createLiveState<NewHubState>(isDecided() ? working("files") : { phase: "none" });
  handed.wanted.subscribe(() => {
    const now = state.get();
    if (now.phase === "working") state.set({ ...now, wantsDocuments: handed.wanted.get() });
  });
  let isWanted = false;
  let calledOff = new AbortController();
  let attempting: Promise<void> = Promise.resolve();

  /** Into a file and not into the journal: what waits there is never sent to a hub that has it already. */
  const gather = async (signal: AbortSignal) => {
    await gathered.begin();
    let count = 0;
    {
      await using documents = await openDocumentFile(gathered.path);
      for await (const page of handed.pages(signal)) {
        const entries = page.filter(({ document }) => !document._deleted);
        await documents.write(entries);
        state.set(working("gathering", (count += entries.length)));
      }
    }
    await gathered.sync();
    signal.throwIfAborted();
    await profile.change({ newHub: { setAside: setAsideName(new Date()) } });
    onHold();
  };

  const takeOver = async () => {
    const files = new Map<string, OwnedFiles>();
    for await (const lines of linesOf(gathered.path, documentsAtOnce)) {
      const entries = lines.map((line) => Line.parse(JSON.parse(line)));
      await journal.appendJoined(entries);
      for (const one of await ownedHere(filesOf(entries), blobs)) files.set(one.id, one);
    }
    // Others' photos that this desk has as well: nobody else may bring them.
    await carried.add([...files.values()]);
  };

  /** Done again after a crash, it comes to the same. */
  const settle = async (signal: AbortSignal) => {
    const { newHub, dealership, person, deskName } = profile.get();
    const { tenantId } = dealership!;
    const place = setAsideHub(dataFolder, newHub!.setAside);
    state.set(working("files"));
    await takeOver();
    await hub.whileAtRest(() => setAside(hubFolder, place));
    await hub.found(tenantId, person ?? { personId: randomUUID(), name: deskName });
    await membership.pairAnew();
    let [taken, damagedFiles] = [0, 0];
    for (let shelf = 0; shelf < shelves; shelf += 1) {
      signal.throwIfAborted();
      const files = await hub.takeFiles({ tenantId, from: place, shelf });
      taken += files.taken;
      damagedFiles += files.damaged;
      state.set(working("files", taken, (shelf + 1) / shelves));
    }
    uploads.forget();
    await profile.change({ newHub: null });
    await gathered.discard();
    carried.announce();
    state.set({ phase: "done", damagedFiles });
    log.info("a new hub has begun", { taken, damagedFiles });
    onHold();
  };

  const attempt = async (signal: AbortSignal) => {
    const until = AbortSignal.any([signal, calledOff.signal]);
    try {
      if (!isDecided()) await gather(until);
      await settle(signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isDecided()) await gathered.discard();
      if (until.aborted && !isDecided()) return state.set({ phase: "none" });
      const isFull = diskTrouble(error) === "diskFull" || (await lacksHubRoom(dataFolder).catch(() => false));
      if (!isFull) log.error("the new hub stopped", error);
      const step = isDecided() ? "files" : "gathering";
      state.set({ phase: "stopped", step, problem: isFull ? "diskFull" : "unexpected" });
    } finally {
      isWanted = isDecided();
    }
  };

  return {
    state,
    hand: handed.hand,
    async begin() {
      const { dealership, hubAddress, moving, role } = profile.get();
      const isOwnHub = dealership !== null && hubAddress === null;
      if (!isOwnHub || moving !== null || isWanted || isDecided()) return "notNow";
      // What they may not see would be missing in the new hub, whose owner this desk's person is.
      if (!hasAllRights(role)) return "notAllowed";
      if (await lacksHubRoom(dataFolder)) return "diskFull";
      if (await starts(hub)) return "hubStarts";
      if (isWanted) return "notNow";
      isWanted = true;
      calledOff = new AbortController();
      state.set(working("gathering"));
      bell.ring();
      return "begun";
    },
    again() {
      isWanted = true;
      bell.ring();
    },
    async cancel() {
      if (isDecided()) return;
      calledOff.abort();
      await attempting;
      state.set({ phase: "none" });
    },
    async setAside() {
      const { newHub } = profile.get();
      return newHub ? setAsideHub(dataFolder, newHub.setAside) : lastSetAside(dataFolder);
    },
    async run(signal) {
      if (!isDecided()) await gathered.discard();
      while (!signal.aborted) {
        if (isWanted || isDecided()) await (attempting = attempt(signal));
        await bell.wait(signal);
      }
    },
  };
}

/** Where what the window handed over waits until it is decided that a new hub begins, and until the journal has it. */
function gatheredIn(folder: string) {
  const discard = () => rm(folder, { recursive: true, force: true });
  return {
    path: join(folder, "documents.ndjson"),
    discard,
    async begin() {
      await discard();
      await mkdir(folder, { mode: 0o700 });
    },
    async sync() {
      await syncFolder(folder);
      await syncFolder(dirname(folder));
    },
  };
}

/** Only what is damaged is set aside: what is in the way of one that is whole goes away by itself. */
async function starts(hub: Pick<EmbeddedHub, "start" | "trouble">): Promise<boolean> {
  await hub.start().catch(() => undefined);
  return hub.trouble.get() !== "damaged";
}
