import { EventEmitter } from "node:events";
import { app } from "./app.ts";
import { chromiumUrl } from "./scheme.ts";
import { session, type SessionLike } from "./session.ts";
import { preventable, strict } from "./strict.ts";
import { webContents, type WebContentsLike } from "./web-contents.ts";

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowOptions extends Partial<Rectangle> {
  readonly show?: boolean;
  readonly title?: string;
  readonly backgroundColor?: string;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
    readonly webSecurity?: boolean;
    readonly webviewTag?: boolean;
    readonly allowRunningInsecureContent?: boolean;
    readonly experimentalFeatures?: boolean;
    readonly enableBlinkFeatures?: string;
    readonly session?: SessionLike;
  };
}

const windows = new Set<BrowserWindow>();
app.keepWindows({
  get open() {
    return windows.size;
  },
  close() {
    return [...windows].every((window) => window.close());
  },
});

let nextId = 1;

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  static fromWebContents(contents: WebContentsLike): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  readonly id = nextId++;
  readonly webContents: WebContentsLike;
  readonly opened: Promise<void>;
  /** What main asked of it. */
  readonly webPreferences: NonNullable<WindowOptions["webPreferences"]>;
  private bounds: Rectangle;
  private visible: boolean;
  private focused = false;
  /** As the taskbar shows it; -1 for none. */
  /** What the taskbar's button showed, one after the other; -1 is nothing. */
  readonly progress: number[] = [];
  private title: string;

  constructor(given: WindowOptions = {}) {
    super();
    const preferences = given.webPreferences ?? {};
    refuseInsecure(preferences);
    this.webPreferences = preferences;
    const { x = 0, y = 0, width = 800, height = 600 } = given;
    this.bounds = { x, y, width, height };
    this.visible = given.show !== false;
    this.title = given.title ?? app.getName();
    this.webContents = webContents(preferences.session ?? session.defaultSession);
    const self = strict("BrowserWindow", this);
    windows.add(self);
    app.emit("web-contents-created", {}, this.webContents);
    app.emit("browser-window-created", {}, self);
    this.opened = this.open(self, preferences.preload);
    return self;
  }

  private async open(self: BrowserWindow, preload: string | undefined): Promise<void> {
    const page = await app.chromium.newPage();
    await page.setViewportSize({ width: this.bounds.width, height: this.bounds.height });
    await this.webContents.attach(page, preload);
    this.webContents.on("destroyed", () => {
      windows.delete(self);
      this.emit("closed");
      if (windows.size === 0 && !app.quitting) app.emit("window-all-closed");
    });
  }

  async loadURL(url: string): Promise<void> {
    await this.opened;
    this.webContents.loading = url.endsWith("/") || url.includes("/", 8) ? url : `${url}/`;
    await this.webContents.page.goto(chromiumUrl(url));
    this.webContents.loading = null;
    this.emit("ready-to-show");
  }

  /** Electron shows a window in front of the others. */
  show(): void {
    this.visible = true;
    this.emit("show");
    this.focus();
  }

  hide(): void {
    this.blur();
    this.visible = false;
    this.emit("hide");
  }

  focus(): void {
    if (!this.visible || this.focused) return;
    this.focused = true;
    this.emit("focus");
  }

  blur(): void {
    if (!this.focused) return;
    this.focused = false;
    this.emit("blur");
  }

  isFocused(): boolean {
    return this.focused;
  }

  setProgressBar(progress: number): void {
    this.progress.push(progress);
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }

  isVisible(): boolean {
    return this.visible;
  }

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  isFullScreen(): boolean {
    return false;
  }

  maximize(): void {}

  restore(): void {}

  isDestroyed(): boolean {
    return this.webContents.isDestroyed();
  }

  getBounds(): Rectangle {
    return { ...this.bounds };
  }

  getNormalBounds(): Rectangle {
    return { ...this.bounds };
  }

  getTitle(): string {
    return this.title;
  }

  setTitle(title: string): void {
    this.title = title;
  }

  setBackgroundColor(): void {}

  /** Whether the window agreed to close. */
  close(): boolean {
    const asking = preventable({});
    this.emit("close", asking);
    if (!asking.defaultPrevented) void this.opened.then(() => this.webContents.close());
    return !asking.defaultPrevented;
  }

  destroy(): void {
    void this.opened.then(() => this.webContents.page.close());
  }
}

function refuseInsecure(preferences: NonNullable<WindowOptions["webPreferences"]>): void {
  const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = preferences;
  const { allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures } = preferences;
  const insecure =
    sandbox === false ||
    contextIsolation === false ||
    nodeIntegration === true ||
    webSecurity === false ||
    webviewTag === true ||
    allowRunningInsecureContent === true ||
    experimentalFeatures === true ||
    enableBlinkFeatures !== undefined;
  if (insecure || !app.sandboxEnabled) throw new Error("electron stand-in refuses an insecure window");
}
