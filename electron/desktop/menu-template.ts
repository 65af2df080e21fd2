import type { MenuItemConstructorOptions } from "electron";
import { menuCommand, type MenuCommandId } from "#shared/contract/menu.ts";
import type { Words } from "./words.ts";

export interface MenuFacts {
  readonly words: Words;
  readonly isApple: boolean;
  /** Where the app is worked on, it can be reloaded and looked into. */
  readonly forDevelopers: boolean;
  /** What the window offers at the moment. */
  readonly offered: ReadonlySet<MenuCommandId>;
  readonly isSwitchedOff: boolean;
  /** Nothing is done with a desk that is locked. */
  readonly isLocked: boolean;
}

export interface MenuActs {
  readonly command: (id: MenuCommandId) => void;
  readonly syncNow: () => void;
  readonly workOffline: (off: boolean) => void;
  readonly quit: () => void;
}

type Item = MenuItemConstructorOptions;
type Role = keyof Words["roles"];

const line: Item = { type: "separator" };

/** The whole menu bar. */
export function menuTemplate(facts: MenuFacts, acts: MenuActs): Item[] {
  const parts = partsOf(facts, acts);
  const { words, isApple } = facts;
  return [
    ...(isApple ? [{ label: "Autosell", submenu: appleItems(parts) }] : []),
    { label: words.file, submenu: fileItems(facts, parts) },
    { label: words.edit, submenu: editItems(parts) },
    { label: words.view, submenu: viewItems(facts, parts) },
    { label: words.go, submenu: goItems(facts, acts, parts) },
    { label: words.window, role: "window", submenu: windowItems(facts, parts) },
    { label: words.help, role: "help", submenu: helpItems(facts, parts) },
  ];
}

interface Parts {
  readonly command: (id: MenuCommandId) => Item[];
  readonly role: (role: Role) => Item;
  readonly quit: Item;
}

function partsOf({ words, offered, isLocked }: MenuFacts, acts: MenuActs): Parts {
  return {
    command(id) {
      const { keys, heardByWindow = false, optional = false } = menuCommand(id);
      if (optional && !offered.has(id)) return [];
      const shortcut = keys === undefined ? {} : { accelerator: keys, registerAccelerator: !heardByWindow };
      const click = () => acts.command(id);
      const enabled = offered.has(id) && !isLocked;
      return [{ id, label: words.commands[id], enabled, click, ...shortcut }];
    },
    role: (role) => ({ role, label: words.roles[role] }),
    quit: { id: "quit", label: words.quit, accelerator: "CmdOrCtrl+Q", click: acts.quit },
  };
}

function appleItems({ command, role, quit }: Parts): Item[] {
  return [
    role("about"),
    line,
    ...command("settings"),
    line,
    role("services"),
    line,
    role("hide"),
    role("hideOthers"),
    role("unhide"),
    line,
    quit,
  ];
}

function fileItems({ isApple }: MenuFacts, { command, role, quit }: Parts): Item[] {
  return [
    ...command("addCar"),
    line,
    ...command("importCard"),
    ...command("importPhotos"),
    ...command("importStockList"),
    line,
    ...command("exportPhotos"),
    line,
    ...(isApple ? [] : [...command("settings"), line]),
    role("close"),
    ...(isApple ? [] : [quit]),
  ];
}

function editItems({ role }: Parts): Item[] {
  return [
    role("undo"),
    role("redo"),
    line,
    role("cut"),
    role("copy"),
    role("paste"),
    line,
    role("selectAll"),
  ];
}

function viewItems({ forDevelopers }: MenuFacts, { command, role }: Parts): Item[] {
  return [
    ...command("table"),
    ...command("gallery"),
    ...command("inspector"),
    line,
    role("resetZoom"),
    role("zoomIn"),
    role("zoomOut"),
    line,
    role("togglefullscreen"),
    ...(forDevelopers ? [line, { role: "reload" } as const, { role: "toggleDevTools" } as const] : []),
  ];
}

function goItems({ words, isSwitchedOff, isLocked }: MenuFacts, acts: MenuActs, { command }: Parts): Item[] {
  return [
    ...command("inventory"),
    ...command("photos"),
    ...command("bin"),
    line,
    ...command("palette"),
    line,
    { id: "syncNow", label: words.syncNow, enabled: !isSwitchedOff, accelerator: "F5", click: acts.syncNow },
    {
      id: "workOffline",
      label: words.workOffline,
      type: "checkbox",
      checked: isSwitchedOff,
      enabled: !isLocked,
      click: () => acts.workOffline(!isSwitchedOff),
    },
    ...command("waiting"),
    line,
    ...command("lock"),
  ];
}

function windowItems({ isApple }: MenuFacts, { role }: Parts): Item[] {
  return isApple ? [role("minimize"), line, role("front")] : [role("minimize")];
}

function helpItems({ isApple }: MenuFacts, { command, role }: Parts): Item[] {
  return [
    ...command("guide"),
    ...command("shortcuts"),
    ...command("exportDiagnostics"),
    ...(isApple ? [] : [line, role("about")]),
  ];
}
