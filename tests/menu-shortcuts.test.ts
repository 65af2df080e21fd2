import { expect, test } from "vitest";
import { shortcutGroups } from "#renderer/app/shortcut-list.ts";
import { menuCommand, menuCommandIds } from "#shared/contract/menu.ts";

/** `Alt+1+2+3` is three shortcuts, and `Mod` is what Electron calls `CmdOrCtrl`. */
function shortcutsOf(keys: string): string[] {
  const parts = keys.split("+");
  const modifiers = parts.filter((part) => ["Mod", "Shift", "Alt"].includes(part));
  const others = parts.filter((part) => !modifiers.includes(part));
  return others.map((key) => [...modifiers, key].join("+"));
}

const inWindow = new Set(
  shortcutGroups.flatMap(({ keys }) => keys.flatMap(([, combination]) => shortcutsOf(combination))),
);
const withKeys = menuCommandIds.flatMap((id) => {
  const { keys, heardByWindow = false } = menuCommand(id);
  return keys === undefined ? [] : [{ id, keys: keys.replace("CmdOrCtrl", "Mod"), heardByWindow }];
});

test.each(withKeys.filter(({ heardByWindow }) => heardByWindow))(
  "$keys of the menu's $id is a key that the window hears",
  ({ keys }) => expect(inWindow).toContain(keys),
);

test.each(withKeys.filter(({ heardByWindow }) => !heardByWindow))(
  "$keys of the menu's $id takes no key from the window, and none that writes text",
  ({ keys }) => {
    expect(inWindow).not.toContain(keys);
    expect(keys).toMatch(/^(Mod\+|F\d)/);
  },
);
