import type { Page } from "@playwright/test";
import type { DesktopHands } from "./desktop-hands.ts";

export interface LaunchOptions {
  /** Where the desk keeps everything; the same folder again is the same desk again. */
  readonly dataFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What it is given to open. */
  readonly paths?: readonly string[];
  /** What main prints, for the report of a failed test. */
  readonly onOutput: (text: string) => void;
}

export type PrintAnswer = "printed" | "cancelled" | "noPrinter";

/** A running app with its window, whatever it runs on. */
export interface RunningApp {
  readonly window: Page;
  /** Main asks for folders with the system's dialog; a browser's window has their paths written. */
  readonly hasDialogs: boolean;
  /** Null where nobody can reach around the window. */
  readonly desktop: DesktopHands | null;
  /** Ends the app as its user would, and waits until it is gone. */
  close(): Promise<void>;
  /** Ends main and its window at once, as a power cut would. */
  kill(): Promise<void>;
  /** Ends the window's process; answers with the same app as its new window is reached. */
  crash(): Promise<RunningApp>;
  /** Does what opens the dialog for files, and chooses these in it. */
  choose(paths: readonly string[], open: () => Promise<void>): Promise<void>;
  /** Does what opens the dialog for a file to save, and names this one in it. Only where main opens dialogs. */
  saveAs(path: string, open: () => Promise<void>): Promise<void>;
  /** Files that were dragged out of the window, drag by drag; empty where the browser itself drags. */
  dragged(): Promise<readonly (readonly string[])[]>;
  /** What was shown in the system's file manager. */
  shownFiles(): Promise<readonly string[]>;
  /** Pages that the system's browser was asked to show, the last one last; empty where the window opens them itself. */
  openedPages(): Promise<readonly string[]>;
  /** How the system's print dialog ends from now on. Only where it can be answered for its user. */
  answerPrintDialog(answer: PrintAnswer): Promise<void>;
  /** What was asked of the system's print dialog, job by job. */
  printed(): Promise<readonly object[]>;
  /** Has to be told of files that are about to be dropped, before they are. */
  expectFiles(paths: readonly string[]): Promise<void>;
}

export interface Host {
  readonly name: "browser" | "standin" | "electron";
  launch(options: LaunchOptions): Promise<RunningApp>;
  /** Where the window's browser keeps its IndexedDB of a desk. */
  databaseFolder(dataFolder: string): string;
}
