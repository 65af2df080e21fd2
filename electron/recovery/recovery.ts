import { isAbsolute, relative } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import type { Damage, RecoveryState, RestoreSource } from "#shared/contract/recovery.ts";
import { FolderInUse } from "../desk/folder-lock.ts";
import { wipeWhereOrdered } from "../desk/wiping.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Log } from "../log.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { findBackups } from "../updater/data-backup.ts";
import { RolledBack } from "../updater/start-guard.ts";
import { countWhole, damageOf, diskTrouble, examine } from "./examination.ts";
import { finishExchange } from "./exchange.ts";
import { forgetRequest } from "./recovery-request.ts";
import { knownProfile, restore } from "./restoring.ts";

/** What the recovery window shows and does. */
export interface Recovery {
  readonly state: Pick<LiveState<RecoveryState>, "get" | "subscribe">;
  readonly diagnostics: Diagnostics;
  retry(): Promise<void>;
  /** Throws `BackupDamaged`, `FolderInUse`, or what the disk throws. */
  restore(source: RestoreSource): Promise<void>;
  readonly openFolder: (() => void) | null;
  readonly quit: (() => void) | null;
}

export interface RecoveryOptions {
  readonly dataFolder: string;
  readonly deskName: string;
  readonly log: Log;
  readonly diagnostics: Diagnostics;
  /** Null where a browser shows the window: it has neither. */
  readonly desktop: { readonly openFolder: () => void; readonly quit: () => void } | null;
  /** Shows the window of it. What is answered is disposed when the desk is open. */
  readonly show: (recovery: Recovery) => Promise<AsyncDisposable>;
}

/**
 * Starts a desk; while something is in the way of that, shows what, and tries again after each thing that was done about
 * it. Throws `FolderInUse` where another process has the folder, `RolledBack` where this version gave up, and only these.
 */
export async function startOrRecover<T>(options: RecoveryOptions, start: () => Promise<T>): Promise<T> {
  const { dataFolder, log } = options;
  await using shown = new AsyncDisposableStack();
  const state = createLiveState(await openingState(options));
  const act = createActs(options, state);
  for (let tries = 0; ; tries += 1) {
    const { started, damage } = await attempt(options, start);
    if (started) {
      state.set({ ...state.get(), phase: "open" });
      return started.value;
    }
    log.info("recovery", { parts: damage.map(({ part, kind }) => `${part} ${kind}`).join(", ") });
    state.set(await damagedState(options, damage));
    if (tries === 0) shown.use(await options.show({ ...act.acts, state }));
    await act.acted();
    state.set({ ...state.get(), phase: "opening" });
    await forgetRequest(dataFolder).catch(() => {});
  }
}

type Attempt<T> =
  | { readonly started: { readonly value: T }; readonly damage: null }
  | { readonly started: null; readonly damage: readonly Damage[] };

async function attempt<T>(options: RecoveryOptions, start: () => Promise<T>): Promise<Attempt<T>> {
  try {
    await wipeWhereOrdered(options.dataFolder);
    await finishExchange(options.dataFolder);
    const damage = await examine(options.dataFolder);
    if (damage.length > 0) return { started: null, damage };
    return { started: { value: await start() }, damage: null };
  } catch (error) {
    if (error instanceof FolderInUse || error instanceof RolledBack) throw error;
    return { started: null, damage: [judged(error, options)] };
  }
}

/** What a failed start says about the folder, in the closed words that the window has. */
function judged(error: unknown, { dataFolder, log }: RecoveryOptions): Damage {
  const defectId = log.error("the desk did not start", error);
  const trouble = diskTrouble(error);
  const path = error instanceof Error && "path" in error ? relative(dataFolder, String(error.path)) : "";
  const isOurs = path !== "" && !path.startsWith("..") && !isAbsolute(path);
  if (trouble === "damaged" && isOurs) return damageOf("files", "damaged", path, defectId);
  if (trouble === "notWritable" && isOurs) return damageOf("files", "unreadable", path, defectId);
  if (trouble === "diskFull" || trouble === "notWritable") return damageOf("folder", trouble, "", defectId);
  return damageOf("start", "unexpected", "", defectId);
}

/** The acts of one recovery, and the moment when one of them is done. */
function createActs(options: RecoveryOptions, state: Pick<LiveState<RecoveryState>, "get">) {
  let done = Promise.withResolvers<void>();
  return {
    async acted() {
      await done.promise;
      done = Promise.withResolvers<void>();
    },
    acts: {
      diagnostics: options.diagnostics,
      openFolder: options.desktop?.openFolder ?? null,
      quit: options.desktop?.quit ?? null,
      async retry() {
        done.resolve();
      },
      async restore(source: RestoreSource) {
        const { dataFolder, deskName, log } = options;
        const { damage, phase } = state.get();
        if (phase !== "damaged") return;
        await restore({ dataFolder, deskName, source, damage });
        log.info("restored", { from: source.from });
        done.resolve();
      },
    },
  };
}

async function openingState({ desktop }: RecoveryOptions): Promise<RecoveryState> {
  return {
    phase: "opening",
    version: manifest.version,
    damage: [],
    whole: { changes: 0, photos: 0, photosToMakeAgain: 0 },
    backups: [],
    canGoOn: false,
    hasOwnHub: false,
    canRestore: true,
    hasDesktop: desktop !== null,
  };
}

async function damagedState(
  { dataFolder, deskName, desktop }: RecoveryOptions,
  damage: readonly Damage[],
): Promise<RecoveryState> {
  const [whole, backups, known] = await Promise.all([
    countWhole(dataFolder),
    findBackups(dataFolder),
    knownProfile(dataFolder, deskName),
  ]);
  const canGoOn = known !== null && known.dealership !== null;
  return {
    phase: "damaged",
    version: manifest.version,
    damage: [...damage],
    whole,
    backups: backups.map(({ name, from, at, files }) => ({ name, version: from, at, files: files.length })),
    canGoOn,
    hasOwnHub: canGoOn && known.hubAddress === null,
    canRestore: !damage.some(({ part, kind }) => part === "folder" || kind === "unreadable"),
    hasDesktop: desktop !== null,
  };
}
