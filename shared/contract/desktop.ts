import * as z from "zod";
import { Id } from "../model/primitives.ts";
import { menuCommandIds } from "./menu.ts";

/** What this desk was given to open, on its command line or by the system, each file judged by main. */
export const OpenRequest = z.discriminatedUnion("kind", [
  /** Files, and folders of them, that are taken in as a card. */
  z.object({ kind: z.literal("photos"), paths: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal("stockList"), path: z.string(), name: z.string() }),
  z.object({
    kind: z.literal("unreadable"),
    files: z.array(z.object({ name: z.string(), reason: z.enum(["missing", "noPermission"]) })).min(1),
  }),
]);
export type OpenRequest = z.infer<typeof OpenRequest>;

/** Where a notification leads. */
const Lead = z.discriminatedUnion("type", [
  z.object({ type: z.literal("openCar"), vehicleId: Id }),
  z.object({ type: z.literal("review"), importId: Id }),
]);
export type Lead = z.infer<typeof Lead>;

/** What the menu, the tray or a notification asks of the window. */
export const DesktopCommand = z.discriminatedUnion("type", [
  z.object({ type: z.literal("menu"), id: z.enum(menuCommandIds) }),
  ...Lead.options,
]);
export type DesktopCommand = z.infer<typeof DesktopCommand>;

export const SpellingLanguage = z.enum(["es", "en"]);
export type SpellingLanguage = z.infer<typeof SpellingLanguage>;

/** How the app behaves on this computer; no other desk hears of it. */
export const ComputerSettings = z.object({
  /** The closed window goes on in the tray; without a tray, closing is quitting whatever this says. */
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  notifications: z.boolean(),
  /** The languages in which spelling is checked; none switches it off. */
  spelling: z.array(SpellingLanguage),
});
export type ComputerSettings = z.infer<typeof ComputerSettings>;

/** What the hub does not have yet. */
export const Unsent = z.object({ changes: z.int().min(0), photos: z.int().min(0) });
export type Unsent = z.infer<typeof Unsent>;

export const ComputerState = z.object({
  settings: ComputerSettings,
  hasTray: z.boolean(),
  /** What is still sent before the app quits; null while nobody is quitting. */
  leaving: Unsent.nullable(),
});
export type ComputerState = z.infer<typeof ComputerState>;

/** What the window tells of itself, so that the menu and the tray agree with it. */
export const WindowState = z.object({
  language: z.enum(["en", "es-MX"]),
  commands: z.array(z.enum(menuCommandIds)),
  /** Things that wait for a decision of the person, for the badge of the app's icon. */
  attention: z.int().min(0),
  /** How far long work is that main has no part in, from 0 to 1; null where there is none. */
  work: z.number().min(0).max(1).nullable(),
});
export type WindowState = z.infer<typeof WindowState>;

/** Shown by the system, and only while the window is not in front. */
export const DesktopNotice = z.object({
  title: z.string().min(1).max(120),
  body: z.string().max(300),
  lead: Lead.nullable(),
});
export type DesktopNotice = z.infer<typeof DesktopNotice>;
