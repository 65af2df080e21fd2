import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { app } from "./app.ts";
import type { Menu } from "./menu.ts";
import { strict } from "./strict.ts";

/** An icon beside the clock. What it shows can be read, its menu opened, and it can be clicked by `emit("click")`. */
export class Tray extends EventEmitter {
  static readonly all: Tray[] = [];
  toolTip = "";
  menu: Menu | null = null;
  image: string;

  constructor(image: string) {
    super();
    if (!app.isReady()) throw new Error("electron stand-in: a tray before the app is ready");
    this.image = there(image);
    const self = strict("Tray", this);
    Tray.all.push(self);
    return self;
  }

  setImage(image: string): void {
    this.image = there(image);
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
}

/** Electron, too, throws where there is no such picture. */
function there(image: string): string {
  if (!existsSync(image)) throw new Error(`electron stand-in: failed to load image from path '${image}'`);
  return image;
}
