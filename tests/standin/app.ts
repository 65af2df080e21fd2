import { EventEmitter } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Chromium, startChromium } from "./chromium.ts";
import { options } from "./options.ts";
import { takeInstanceLock } from "./instance-lock.ts";
import { preventable, strict } from "./strict.ts";

interface WindowsOfApplication {
  readonly open: number;
  /** Whether every window agreed to close. */
  close(): boolean;
}

class Application extends EventEmitter {
  readonly isPackaged = options.packaged;
  readonly name = options.application.productName;
  sandboxEnabled = false;
  quitting = false;
  ready = false;
  badgeCount = 0;
  loginItem: object | null = null;
  /** What was asked to be started after this run; starting it is the harness's. */
  relaunched: object | null = null;
  private readonly paths = new Map<string, string>();
  private windows: WindowsOfApplication = { open: 0, close: () => true };
  private started = false;
  private readonly readiness = Promise.withResolvers<void>();
  private running: Chromium | null = null;

  /** The Chromium that all windows live in; there is none before the application is ready. */
  get chromium(): Chromium {
    if (!this.running) throw new Error("electron stand-in: used before the app is ready");
    return this.running;
  }

  whenReady(): Promise<void> {
    return this.readiness.promise;
  }

  /** As in Electron, nothing is ready before main's module has loaded to its end. */
  async codeLoaded(): Promise<void> {
    this.started = true;
    this.running = await startChromium(this.getPath("sessionData"));
    this.ready = true;
    this.readiness.resolve();
    this.emit("ready");
  }

  isReady(): boolean {
    return this.ready;
  }

  enableSandbox(): void {
    if (this.started) throw new Error("electron stand-in: enableSandbox after ready");
    this.sandboxEnabled = true;
  }

  getVersion(): string {
    return options.application.version;
  }

  getName(): string {
    return this.name;
  }

  setName(): void {}

  getLocale(): string {
    return options.locale;
  }

  getAppPath(): string {
    return options.root;
  }

  setAppUserModelId(): void {}

  setPath(name: string, path: string): void {
    if (this.started && name === "userData") throw new Error("electron stand-in: userData set after ready");
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    if (name === "temp") return tmpdir();
    if (name === "sessionData") return this.paths.get(name) ?? this.getPath("userData");
    if (!this.paths.has("userData")) this.paths.set("userData", mkdtempSync(join(tmpdir(), "standin-")));
    return this.paths.get(name) ?? join(this.paths.get("userData") ?? "", name);
  }

  requestSingleInstanceLock(given: object = {}): boolean {
    return takeInstanceLock(this.getPath("userData"), given, (knock) =>
      this.emit("second-instance", preventable({}), knock.argv, knock.folder, knock.given),
    );
  }

  setBadgeCount(count: number): boolean {
    this.badgeCount = count;
    return true;
  }

  /** Electron has it on Windows and macOS only. */
  setLoginItemSettings(settings: object): void {
    if (process.platform === "linux") throw new Error("electron stand-in: no login items on Linux");
    this.loginItem = settings;
  }

  releaseSingleInstanceLock(): void {}

  focus(): void {}

  keepWindows(windows: WindowsOfApplication): void {
    this.windows = windows;
  }

  /** As Electron does: asks, closes every window (each may refuse), then goes. It waits for no listener's promise. */
  quit(): void {
    if (this.quitting) return;
    const asking = preventable({});
    this.emit("before-quit", asking);
    if (asking.defaultPrevented) return;
    this.quitting = this.windows.close();
    if (this.quitting) this.leaveWhenClosed();
  }

  /** A window would rather not close. */
  stay(): void {
    this.quitting = false;
  }

  private leaveWhenClosed(): void {
    if (!this.quitting) return;
    if (this.windows.open > 0) return void setTimeout(() => this.leaveWhenClosed(), 5);
    this.emit("will-quit", preventable({}));
    this.emit("quit", {}, 0);
    void this.leave(0);
  }

  relaunch(given: object = {}): void {
    this.relaunched = given;
  }

  exit(code = 0): void {
    void this.leave(code);
  }

  private async leave(code: number): Promise<void> {
    if (!this.running) process.exit(code);
    await this.running.close();
    process.exit(code);
  }
}

export const app = strict("app", new Application());
