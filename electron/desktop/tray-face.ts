import type { MenuItemConstructorOptions } from "electron";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { isNothing, unsentOf } from "../sync/flush.ts";
import type { Words } from "./words.ts";

/** How the tray looks: everything is sent, something waits or moves, or there is no hub. */
export type TrayMood = "calm" | "busy" | "offline";

export interface TrayFace {
  readonly mood: TrayMood;
  readonly sentence: string;
}

export function trayFace(status: SyncStatus, words: Words): TrayFace {
  const left = unsentOf(status);
  const what = isNothing(left) ? null : words.unsent(left.changes, left.photos);
  const { state } = words;
  if (status.connection === "online") {
    if (what !== null) return { mood: "busy", sentence: state.sending(what) };
    if (status.picturesToFetch > 0) return { mood: "busy", sentence: state.fetching(status.picturesToFetch) };
    return { mood: "calm", sentence: state.allSaved };
  }
  const mood = status.connection === "connecting" ? "busy" : "offline";
  const sentence = unreachedSentence(status, words);
  return { mood, sentence: what === null ? sentence : state.waiting(sentence, what) };
}

function unreachedSentence({ connection, reason }: SyncStatus, { state }: Words): string {
  if (connection === "connecting") return state.connecting;
  if (reason === "switchedOff") return state.switchedOff;
  if (reason === "ownHubDown") return state.ownHubDown;
  if (reason === "newHub") return state.newHub;
  if (reason === "moving") return state.moving;
  if (reason === "deviceRemoved") return state.removed;
  return reason === "notPaired" ? state.notPaired : state.offline;
}

export interface TrayActs {
  readonly open: () => void;
  readonly syncNow: () => void;
  readonly workOffline: (off: boolean) => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

export interface TrayFacts {
  readonly status: SyncStatus;
  readonly words: Words;
  readonly isLocked: boolean;
}

export function trayTemplate(
  { status, words, isLocked }: TrayFacts,
  acts: TrayActs,
): MenuItemConstructorOptions[] {
  const isSwitchedOff = status.reason === "switchedOff";
  return [
    { id: "state", label: trayFace(status, words).sentence, enabled: false },
    { type: "separator" },
    { id: "open", label: words.open, click: acts.open },
    { id: "syncNow", label: words.syncNow, enabled: !isSwitchedOff, click: acts.syncNow },
    {
      id: "workOffline",
      label: words.workOffline,
      type: "checkbox",
      checked: isSwitchedOff,
      enabled: !isLocked,
      click: () => acts.workOffline(!isSwitchedOff),
    },
    { id: "lock", label: words.commands.lock, enabled: !isLocked, click: acts.lock },
    { type: "separator" },
    { id: "quit", label: words.quit, click: acts.quit },
  ];
}
