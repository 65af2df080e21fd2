import { join } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import * as z from "zod";
import {
  ComputerSettings,
  type ComputerState,
  type DesktopCommand,
  type Unsent,
  WindowState,
} from "#shared/contract/desktop.ts";
import type { Config } from "../config.ts";
import type { Computer } from "../desk/computer.ts";
import { createMailbox } from "../desk/mailbox.ts";
import type { Log } from "../log.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { setLoginStart } from "./login-start.ts";
import { createNotices } from "./notices.ts";
import { openStateFile, type StateFile } from "./state-file.ts";
import { bringUp } from "./window.ts";
import { type Words, wordsByLanguage } from "./words.ts";

/** The app as a part of this computer, as the tray, the menu and the end of the app see it. */
export interface OwnComputer extends Computer {
  readonly window: Pick<LiveState<WindowState>, "get" | "subscribe">;
  words(): Words;
  post(command: DesktopCommand): void;
  closesToTray(): boolean;
  /** Says once that a closed window goes on in the tray; false where the person would rather quit. */
  explainTray(): Promise<boolean>;
  /** Shows what is still being sent before the app quits; null when that is over. */
  showLeaving(left: Unsent | null): void;
  /** Whether the person leaves although this was not sent. */
  confirmLeaving(left: Unsent): Promise<boolean>;
  /** Hears what the person answers while it is sent. */
  onAnswer(listener: (answer: "now" | "stay") => void): () => void;
}

const Kept = ComputerSettings.extend({
  language: WindowState.shape.language,
  trayExplained: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

interface ComputerOptions {
  readonly config: Pick<Config, "dataFolder" | "appImage">;
  readonly hasTray: boolean;
  readonly window: () => BrowserWindow | null;
  readonly log: Log;
}

export function openComputer({ config, hasTray, window, log }: ComputerOptions): OwnComputer {
  const file = openKept(config.dataFolder, hasTray);
  const state = createLiveState<ComputerState>({ settings: settingsOf(file.get()), hasTray, leaving: null });
  const windowState = createLiveState<WindowState>({
    language: file.get().language,
    commands: [],
    attention: 0,
    work: null,
  });
  const commands = createMailbox<DesktopCommand>();
  const listeners = new Set<(answer: "now" | "stay") => void>();
  const words = () => wordsByLanguage[windowState.get().language];
  const notices = createNotices({
    window,
    onClick(lead) {
      bringUp(window());
      if (lead) commands.post(lead);
    },
  });
  const keep = async (change: Partial<Kept>) => {
    await file.set({ ...file.get(), ...change });
    state.set({ ...state.get(), settings: settingsOf(file.get()) });
  };

  return {
    state,
    commands,
    window: windowState,
    words,
    post: (command) => commands.post(command),
    async change(settings) {
      if (settings.startAtLogin !== file.get().startAtLogin)
        await setLoginStart(settings.startAtLogin, config);
      await keep(settings);
    },
    tell(told) {
      windowState.set(told);
      if (told.language === file.get().language) return;
      keep({ language: told.language }).catch((error: unknown) => log.error("language not kept", error));
    },
    notify: (notice) => file.get().notifications && notices.show(notice),
    closesToTray: () => hasTray && file.get().closeToTray,
    async explainTray() {
      if (file.get().trayExplained) return true;
      const stays = await asked(window(), words().firstClose);
      await keep({ trayExplained: true, closeToTray: stays });
      return stays;
    },
    showLeaving: (leaving) => state.set({ ...state.get(), leaving }),
    confirmLeaving: ({ changes, photos }) =>
      asked(window(), words().leavingUnsent(words().unsent(changes, photos))),
    onAnswer(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answerLeaving: (answer) => listeners.forEach((tell) => tell(answer)),
  };
}

/** The words of whoever works here, also where the app ends before there is anything else. */
export function keptWords(dataFolder: string): Words {
  return wordsByLanguage[openKept(dataFolder, false).get().language];
}

function openKept(dataFolder: string, hasTray: boolean): StateFile<Kept> {
  return openStateFile(join(dataFolder, "computer.json"), Kept, atFirst(hasTray));
}

function atFirst(hasTray: boolean): Kept {
  return {
    closeToTray: hasTray,
    startAtLogin: false,
    notifications: true,
    spelling: ["es", "en"],
    language: app.getLocale().startsWith("es") ? "es-MX" : "en",
    trayExplained: false,
  };
}

function settingsOf(kept: Kept): ComputerSettings {
  return ComputerSettings.parse(kept);
}

async function asked(window: BrowserWindow | null, question: Words["firstClose"]): Promise<boolean> {
  const { message, detail, yes, no } = question;
  const options: Electron.MessageBoxOptions = {
    type: "info",
    message,
    detail,
    buttons: [yes, no],
    defaultId: 0,
    cancelId: 1,
  };
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options));
  return response === 0;
}
