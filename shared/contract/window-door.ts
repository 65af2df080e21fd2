/**
 * How the window of the Electron host comes by its bridge port. The window posts `portRequest` to itself; the preload
 * answers with one message whose data is `portAnswer` and whose only port leads to main. One port per load of the window.
 */
export const portRequest = "autosell:bridge-port-request";
export const portAnswer = "autosell:bridge-port";

/** The name on `window` under which the preload offers `DesktopAbilities`; absent in the browser host. */
export const desktopKey = "autosellDesktop";

/** What only the preload can tell a window. */
export interface DesktopAbilities<FileLike> {
  /** The path of a dropped or chosen file on this computer; `''` where it is none of the disk's. */
  readonly pathOf: (file: FileLike) => string;
}
