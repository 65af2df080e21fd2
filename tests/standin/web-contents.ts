import { EventEmitter } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { CDPSession, Dialog, Frame, Page } from "playwright-core";
import { app } from "./app.ts";
import { ipcMain } from "./ipc-main.ts";
import type { NativeImageLike } from "./native.ts";
import { trace } from "./options.ts";
import { WindowPorts } from "./ports.ts";
import { answerRequest } from "./requests.ts";
import { electronUrl } from "./scheme.ts";
import type { SessionLike } from "./session.ts";
import { preventable, strict } from "./strict.ts";
import { decode, encode } from "./wire.ts";
import { type FromWindow, pageWorld, preloadScript, type RegisteredFile, type ToWindow } from "./world.ts";

type OpenHandler = (details: { readonly url: string }) => { readonly action: "allow" | "deny" };

interface DraggedItem {
  readonly file: string;
  readonly files?: readonly string[];
  readonly icon: NativeImageLike;
}

interface StoredItem {
  readonly storageId: { readonly isLocalStorage: boolean };
  readonly key: string;
  readonly newValue: string;
}

interface PdfOptions {
  readonly printBackground?: boolean;
  readonly preferCSSPageSize?: boolean;
  readonly margins?: Partial<Record<"top" | "bottom" | "left" | "right", number>>;
  /** Inches. */
  readonly pageSize?: { readonly width: number; readonly height: number };
}

/** What the system's print dialog ends with, which a spec decides. */
interface PrintDialog {
  printers: readonly { readonly name: string }[];
  success: boolean;
  failureReason: string;
}

const binding = "__standinOut";
const receiver = "__standinIn";
const worldName = "electron-preload";

let nextId = 1;

class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session: SessionLike;
  /** Where main itself is taking the window, which is no navigation of the page's own. */
  loading: string | null = null;
  openHandler: OpenHandler | null = null;
  /** Files that main began to drag out of the window, drag by drag. */
  readonly drags: (readonly string[])[] = [];
  /** What misspelled words were replaced by. */
  readonly replacements: string[] = [];
  private zoomLevel = 0;
  /** Settles when a page that has crashed is there again. */
  reloaded: Promise<void> | null = null;
  /** What main asked of the system's print dialog, job by job. */
  readonly prints: object[] = [];
  readonly printDialog: PrintDialog = {
    printers: [{ name: "Label printer" }],
    success: true,
    failureReason: "",
  };
  private current: Page | null = null;
  private crashed = false;
  private preload: string | undefined;
  private readonly sessionItems = new Map<string, string>();
  private cdp: CDPSession | null = null;
  private preloadContext: string | null = null;
  private readonly ports = new WindowPorts((id) => ({
    send: (data) => void this.push({ type: "port", id, data: encode(data) }),
    close: () => void this.push({ type: "portClosed", id }),
  }));

  constructor(session: SessionLike) {
    super();
    this.session = session;
  }

  get page(): Page {
    if (!this.current) throw new Error("electron stand-in: the window has no page yet");
    return this.current;
  }

  get mainFrame() {
    return frameOf(this.page.mainFrame());
  }

  getURL(): string {
    return this.current ? electronUrl(this.current.url()) : "";
  }

  isDestroyed(): boolean {
    return this.current?.isClosed() ?? false;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }

  replaceMisspelling(word: string): void {
    this.replacements.push(word);
  }

  reload(): void {
    if (this.crashed) this.reloaded = this.showAgain(this.page.url());
    else void this.page.reload();
  }

  forcefullyCrashRenderer(): void {
    this.cdp?.send("Page.crash").catch(() => {});
  }

  /** Electron, too, throws where a file or the icon is missing. */
  startDrag({ file, files = [file], icon }: DraggedItem): void {
    if (icon.isEmpty()) throw new Error("electron stand-in: a drag needs an icon");
    const missing = files.find((path) => !existsSync(path));
    if (missing !== undefined) throw new Error(`electron stand-in: there is no ${missing} to drag`);
    this.drags.push(files);
  }

  getPrintersAsync(): Promise<PrintDialog["printers"]> {
    return Promise.resolve(this.printDialog.printers);
  }

  print(options: object, callback: (success: boolean, failureReason: string) => void): void {
    this.prints.push(options);
    const { success, failureReason } = this.printDialog;
    queueMicrotask(() => callback(success, failureReason));
  }

  /** Chromium's own, as Electron's is. */
  async printToPDF({ printBackground = false, preferCSSPageSize = false, margins, pageSize }: PdfOptions) {
    if (!this.cdp) throw new Error("electron stand-in: the window has no page yet");
    const { data } = await this.cdp.send("Page.printToPDF", {
      printBackground,
      preferCSSPageSize,
      ...(pageSize && { paperWidth: pageSize.width, paperHeight: pageSize.height }),
      marginTop: margins?.top ?? 0.4,
      marginBottom: margins?.bottom ?? 0.4,
      marginLeft: margins?.left ?? 0.4,
      marginRight: margins?.right ?? 0.4,
    });
    return Buffer.from(data, "base64");
  }

  /** Resolves when `webUtils.getPathForFile` answers for files that are about to be dropped. */
  async registerFiles(files: readonly RegisteredFile[]): Promise<void> {
    await this.push({ type: "files", files });
  }

  async attach(page: Page, preload: string | undefined): Promise<void> {
    this.current = page;
    this.preload = preload;
    this.crashed = false;
    app.chromium.claim(page, (route) => answerRequest(route, this));
    this.cdp = await page.context().newCDPSession(page);
    this.hear(page);
    await this.cdp.send("Page.enable");
    await this.followSession(this.cdp);
    await this.followWorlds(this.cdp);
    if (preload) await this.install(this.cdp, readFileSync(preload, "utf8"));
  }

  private hear(page: Page): void {
    page.on("console", (message) => {
      trace("console", message.type(), message.text());
      this.emit("console-message", { level: message.type(), message: message.text() });
    });
    page.on("pageerror", (error) => trace("page error", error.message));
    page.on("crash", () => {
      this.crashed = true;
      this.ports.endAll();
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
    });
    page.on(
      "dialog",
      (dialog) => void this.answerDialog(dialog).catch((error: unknown) => trace("dialog", error)),
    );
    page.on("domcontentloaded", () => this.emit("dom-ready", {}));
    page.on("load", () => this.emit("did-finish-load", {}));
    page.on("close", () => {
      if (page !== this.current) return;
      this.ports.endAll();
      this.emit("destroyed");
    });
  }

  /** A page that would rather not go keeps its window, unless main says that it goes all the same. */
  private async answerDialog(dialog: Dialog): Promise<void> {
    if (dialog.type() !== "beforeunload") return dialog.dismiss();
    const asking = preventable({});
    this.emit("will-prevent-unload", asking);
    if (asking.defaultPrevented) return dialog.accept();
    app.stay();
    return dialog.dismiss();
  }

  /** Closes the page as a person does: it may ask before. */
  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: !this.crashed });
  }

  /**
   * Playwright lets go of a page that has crashed, so another takes its place, with the session storage that Chromium itself
   * keeps when it loads a crashed page again.
   */
  private async showAgain(url: string): Promise<void> {
    const gone = this.page;
    const items = [...this.sessionItems];
    await this.attach(await app.chromium.newPage(), this.preload);
    await this.page.addInitScript((kept) => {
      for (const [key, value] of kept) sessionStorage.setItem(key, value);
    }, items);
    await this.page.goto(url);
    await gone.close();
  }

  private async followSession(cdp: CDPSession): Promise<void> {
    const set = ({ storageId, key, newValue }: StoredItem) => {
      if (!storageId.isLocalStorage) this.sessionItems.set(key, newValue);
    };
    cdp.on("DOMStorage.domStorageItemAdded", set);
    cdp.on("DOMStorage.domStorageItemUpdated", set);
    cdp.on("DOMStorage.domStorageItemRemoved", ({ storageId, key }) => {
      if (!storageId.isLocalStorage) this.sessionItems.delete(key);
    });
    await cdp.send("DOMStorage.enable");
  }

  private async followWorlds(cdp: CDPSession): Promise<void> {
    const { frameTree } = await cdp.send("Page.getFrameTree");
    cdp.on("Runtime.executionContextCreated", ({ context }) => {
      const facts = context.auxData as { frameId?: string } | undefined;
      if (facts?.frameId === frameTree.frame.id && context.name === worldName)
        this.preloadContext = context.uniqueId;
    });
    // A document that goes takes the other ends of its ports with it.
    cdp.on("Runtime.executionContextsCleared", () => {
      this.preloadContext = null;
      this.ports.endAll();
    });
    cdp.on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === binding) this.receive(JSON.parse(payload) as FromWindow);
    });
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: binding, executionContextName: worldName });
  }

  private async install(cdp: CDPSession, bundle: string): Promise<void> {
    const versions = { electron: "45.0.0", chrome: app.chromium.version, node: process.versions.node };
    const source = preloadScript(bundle, { binding, receiver, platform: process.platform, versions });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${pageWorld.toString()})()` });
    await cdp.send("Page.addScriptToEvaluateOnNewDocument", { source, worldName });
  }

  private receive(message: FromWindow): void {
    if (message.type === "port") return this.ports.receive(message.id, decode(message.data));
    if (message.type === "portClosed") return this.ports.end(message.id);
    const ports = message.ports.map((id) => this.ports.adopt(id));
    ipcMain.emit(
      message.channel,
      { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1, ports },
      decode(message.message),
    );
  }

  /** CDP keeps the order of what is sent, so that only who drops something waits for it to arrive. */
  private async push(message: ToWindow): Promise<void> {
    if (!this.cdp || !this.preloadContext) return trace("nobody to tell", message.type);
    const expression = `globalThis.${receiver}(${JSON.stringify(JSON.stringify(message))})`;
    await this.cdp
      .send("Runtime.evaluate", { uniqueContextId: this.preloadContext, expression })
      .catch((error: unknown) => trace("not delivered", error));
  }
}

export type WebContentsLike = WebContents;

export function webContents(session: SessionLike): WebContents {
  return strict("webContents", new WebContents(session));
}

function frameOf(frame: Frame): object {
  const parent = frame.parentFrame();
  return strict("webFrameMain", {
    url: electronUrl(frame.url()),
    origin: /^[a-z][a-z0-9+.-]*:\/\/[^/]*/.exec(electronUrl(frame.url()))?.[0] ?? "null",
    parent: parent && frameOf(parent),
  });
}
