import { type BrowserWindow, nativeImage, shell } from "electron";
import type { DesktopAbilities } from "../renditions/desktop-abilities.ts";
import { placeChooser } from "./place-chooser.ts";

/** What the system does for a window of our own. */
export function desktopAbilities(options: {
  dataFolder: string;
  window: () => BrowserWindow | null;
}): DesktopAbilities {
  return {
    choosePlace: placeChooser(options),
    reveal: (path) => shell.showItemInFolder(path),
    startDrag(paths, icon) {
      const [file] = paths;
      if (file === undefined) return;
      options
        .window()
        ?.webContents.startDrag({ file, files: [...paths], icon: nativeImage.createFromBuffer(icon) });
    },
  };
}
