interface MenuCommand {
  /** As Electron writes a shortcut; absent where there is none. */
  readonly keys?: string;
  /** The window itself hears these keys, also where it has no menu: the menu only shows them. */
  readonly heardByWindow?: true;
  /** Left out of the menu, instead of greyed, where the window does not offer it. */
  readonly optional?: true;
}

/**
 * What the menu bar has the window do. The command palette offers the same acts under the same ids; what the window does
 * not offer at the moment is grey in the menu.
 */
const menuCommands = {
  addCar: { keys: "CmdOrCtrl+N" },
  importCard: { keys: "CmdOrCtrl+Shift+O" },
  importPhotos: { keys: "CmdOrCtrl+O" },
  importStockList: { optional: true },
  exportPhotos: { keys: "CmdOrCtrl+E" },
  settings: { keys: "CmdOrCtrl+,", heardByWindow: true },
  inventory: { keys: "Alt+1", heardByWindow: true },
  photos: { keys: "Alt+2", heardByWindow: true },
  bin: { keys: "Alt+3", heardByWindow: true },
  table: { keys: "CmdOrCtrl+1" },
  gallery: { keys: "CmdOrCtrl+2" },
  inspector: { keys: "CmdOrCtrl+J" },
  palette: { keys: "CmdOrCtrl+K", heardByWindow: true },
  waiting: {},
  lock: { keys: "CmdOrCtrl+L", heardByWindow: true },
  guide: {},
  shortcuts: { keys: "F1" },
  exportDiagnostics: { optional: true },
} as const satisfies Record<string, MenuCommand>;

export type MenuCommandId = keyof typeof menuCommands;
export const menuCommandIds = Object.keys(menuCommands) as [MenuCommandId, ...MenuCommandId[]];

/** The command with every part that one may have. */
export function menuCommand(id: MenuCommandId): MenuCommand {
  return menuCommands[id];
}
