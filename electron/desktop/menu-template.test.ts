import type { MenuItemConstructorOptions } from "electron";
import { expect, test } from "vitest";
import { type MenuCommandId, menuCommandIds } from "#shared/contract/menu.ts";
import { type MenuActs, type MenuFacts, menuTemplate } from "./menu-template.ts";
import { wordsByLanguage } from "./words.ts";

type Item = MenuItemConstructorOptions;

const facts: MenuFacts = {
  words: wordsByLanguage.en,
  isApple: false,
  forDevelopers: false,
  offered: new Set(menuCommandIds),
  isSwitchedOff: false,
  isLocked: false,
};

function menu(change: Partial<MenuFacts> = {}) {
  const done: string[] = [];
  const acts: MenuActs = {
    command: (id) => done.push(id),
    syncNow: () => done.push("syncNow"),
    workOffline: (off) => done.push(`workOffline ${off}`),
    quit: () => done.push("quit"),
  };
  const template = menuTemplate({ ...facts, ...change }, acts);
  const items = flat(template);
  const byId = (id: string) => items.filter((item) => item.id === id);
  const click = (id: string) => {
    const act = byId(id)[0]?.click as (() => void) | undefined;
    act?.();
    return done;
  };
  return { template, items, byId, click };
}

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...flat((item.submenu ?? []) as Item[])]);
}

const everyMenu = [
  { isApple: false, forDevelopers: true },
  { isApple: true, forDevelopers: true },
];

test.each(everyMenu)("no two items have the same shortcut: %j", (which) => {
  const keys = menu(which)
    .items.map(({ accelerator }) => accelerator)
    .filter((key) => key !== undefined);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).not.toContain("CmdOrCtrl+Shift+I");
});

test.each(everyMenu)("every command is there once and does what it says: %j", (which) => {
  const { byId, click } = menu(which);
  for (const id of menuCommandIds) {
    expect(byId(id)).toHaveLength(1);
    expect(click(id).at(-1)).toBe(id);
  }
  expect(click("quit").at(-1)).toBe("quit");
});

test("what the window does not offer is grey, and what only some windows have is left out", () => {
  const { byId } = menu({ offered: new Set<MenuCommandId>(["settings"]) });
  expect(byId("settings")).toMatchObject([{ enabled: true }]);
  expect(byId("addCar")).toMatchObject([{ enabled: false }]);
  expect(byId("importStockList")).toEqual([]);
  expect(byId("exportDiagnostics")).toEqual([]);
});

test("nothing can be chosen of a desk that is locked but to see it, or leave it", () => {
  const { items } = menu({ isLocked: true });
  const greyed = items.filter(({ enabled }) => enabled === false).map(({ id }) => id);
  expect(greyed).toEqual(expect.arrayContaining([...menuCommandIds, "workOffline"]));
  expect(items.filter(({ id, enabled }) => id && enabled !== false).map(({ id }) => id)).toEqual([
    "quit",
    "syncNow",
  ]);
});

test("keys that the window hears are shown and left to it", () => {
  const { byId } = menu();
  expect(byId("palette")).toMatchObject([{ accelerator: "CmdOrCtrl+K", registerAccelerator: false }]);
  expect(byId("addCar")).toMatchObject([{ accelerator: "CmdOrCtrl+N", registerAccelerator: true }]);
});

test("working offline is a tick that goes the other way, and leaves nothing to sync", () => {
  const off = menu({ isSwitchedOff: true });
  expect(off.byId("workOffline")).toMatchObject([{ checked: true }]);
  expect(off.byId("syncNow")).toMatchObject([{ enabled: false }]);
  expect(off.click("workOffline")).toEqual(["workOffline false"]);
  expect(menu().click("workOffline")).toEqual(["workOffline true"]);
});

test("every item has a word of its own in both languages, and the letters that Alt underlines differ", () => {
  for (const words of Object.values(wordsByLanguage)) {
    const { items, template } = menu({ words });
    const named = items.filter(({ type }) => type !== "separator");
    expect(named.every(({ label }) => Boolean(label))).toBe(true);
    const letters = template.map(({ label }) => /&(.)/.exec(label ?? "")?.[1]?.toLowerCase());
    expect(new Set(letters).size).toBe(template.length);
  }
});
