import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConsoleMessage, Locator, Page, TestInfo } from "@playwright/test";
import { dropFiles } from "./dropping.ts";
import type { DesktopHands } from "./hosts/desktop-hands.ts";
import type { AuthorisationServer } from "#tests/support/authorisation-server.ts";
import type { Host, RunningApp } from "./hosts/host.ts";
import { AccountsPage } from "./pages/accounts.ts";
import { CardReview } from "./pages/card-review.ts";
import { Help } from "./pages/help.ts";
import { History } from "./pages/history.ts";
import { Inventory } from "./pages/inventory.ts";
import { Library } from "./pages/library.ts";
import { Lock } from "./pages/lock.ts";
import { People } from "./pages/people.ts";
import { Photos } from "./pages/photos.ts";
import { Recovery } from "./pages/recovery.ts";
import { Settings } from "./pages/settings.ts";
import { Sync } from "./pages/sync.ts";
import { Welcome } from "./pages/welcome.ts";

interface DeskOptions {
  readonly name: string;
  readonly host: Host;
  readonly dataFolder: string;
  /** Kept over restarts: a browser's storage belongs to an origin, a desk's hub to an address. */
  readonly ports: { readonly browser: number; readonly hub: number };
  /** What the computer is like. */
  readonly surroundings?: Surroundings;
}

export interface Surroundings {
  /** What its environment says besides. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The system has no key ring: stand-in only. */
  readonly noKeyring?: boolean;
  /** What stands for the vendors that accounts are connected with. */
  readonly vendors?: Pick<AuthorisationServer, "url" | "clients">;
}

/** Chromium's words for what a content security policy, or Trusted Types, kept from happening. */
const policyComplaint = /Content Security Policy|requires 'Trusted/;

/** One computer: a data folder and the app on it, which can be closed, killed and started again. */
export class Desk {
  readonly name: string;
  readonly dataFolder: string;
  private readonly options: DeskOptions;
  private readonly output: string[] = [];
  private readonly violations: string[] = [];
  private running: RunningApp | null = null;

  constructor(options: DeskOptions) {
    this.name = options.name;
    this.dataFolder = options.dataFolder;
    this.options = options;
  }

  get app(): RunningApp {
    if (!this.running) throw new Error(`${this.name} is not running`);
    return this.running;
  }

  get window(): Page {
    return this.app.window;
  }

  get welcome(): Welcome {
    return new Welcome(this.window);
  }

  get inventory(): Inventory {
    return new Inventory(this.window);
  }

  get history(): History {
    return new History(this.window);
  }

  get library(): Library {
    return new Library(this.window);
  }

  get photos(): Photos {
    return new Photos(this.window);
  }

  get review(): CardReview {
    return new CardReview(this.window);
  }

  get sync(): Sync {
    return new Sync(this.window);
  }

  get help(): Help {
    return new Help(this.window);
  }

  get recovery(): Recovery {
    return new Recovery(this.window);
  }

  get accounts(): AccountsPage {
    return new AccountsPage(this.app);
  }

  get lock(): Lock {
    return new Lock(this.window);
  }

  get people(): People {
    return new People(this.window);
  }

  get settings(): Settings {
    return new Settings(this.window);
  }

  /** Where other desks find the hub of this one. */
  get hubAddress(): string {
    return `http://127.0.0.1:${this.options.ports.hub}`;
  }

  async start(): Promise<void> {
    this.running = await this.launch();
    this.window.on("console", (message) => this.hear(message));
    // Those of before this listened.
    for (const message of await this.window.consoleMessages()) this.hear(message);
    this.window.on("pageerror", (error) => this.output.push(`window: ${error.stack ?? error.message}\n`));
  }

  /** What main and the window have said so far. */
  get said(): string {
    return this.output.join("");
  }

  /** The links to its window that the terminal has shown, the last one last; none where main opens it itself. */
  get links(): string[] {
    return this.said.match(/http:\/\/127\.0\.0\.1:\d+\/#\S+/g) ?? [];
  }

  /** What the window tried and its content security policy refused, since it was last asked. */
  takeViolations(): string[] {
    return this.violations.splice(0);
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() !== "error") return;
    this.output.push(`window: ${message.text()}\n`);
    if (policyComplaint.test(message.text())) this.violations.push(message.text());
  }

  /** Starts the app once more on the same folder, which rejects where it ends before it shows a window. */
  async startSecond(paths: readonly string[] = []): Promise<void> {
    await (await this.launch(paths)).kill();
  }

  /** What a person does with the app outside its window. */
  get hands(): DesktopHands {
    const { desktop } = this.app;
    if (!desktop) throw new Error("Nobody can reach around the window of this host");
    return desktop;
  }

  private launch(paths: readonly string[] = []): Promise<RunningApp> {
    const { host, dataFolder, ports, name, surroundings = {} } = this.options;
    return host.launch({
      dataFolder,
      paths,
      environment: {
        AUTOSELL_PORT: String(ports.browser),
        AUTOSELL_HUB_PORT: String(ports.hub),
        AUTOSELL_DESK_NAME: name,
        AUTOSELL_OPEN: "no",
        ...environmentOf(surroundings),
      },
      onOutput: (text) => this.output.push(text),
    });
  }

  async close(): Promise<void> {
    await this.running?.close();
    this.running = null;
  }

  async kill(): Promise<void> {
    await this.running?.kill();
    this.running = null;
  }

  /** Ends the window's process as a fault of its own would; main goes on and shows it again. */
  async crash(): Promise<void> {
    this.running = await this.app.crash();
  }

  /** Ends the window's process once more than main puts up with; main ends this run then. */
  async crashForGood(): Promise<void> {
    const { ended } = this.hands;
    await this.app.crash().catch(() => {});
    await ended;
    this.running = null;
  }

  /** Has the window's database say that a newer version of the app wrote it, and loads the window again. */
  async spoilReplica(): Promise<void> {
    await this.window.evaluate(claimNewerSchema);
    await this.window.reload();
  }

  async restart(): Promise<void> {
    await this.close();
    await this.start();
  }

  /** Restarts it without what its window's browser had in IndexedDB, which browsers delete when the disk is full. */
  async restartWithoutDatabase(): Promise<void> {
    await this.close();
    await rm(this.options.host.databaseFolder(this.dataFolder), { recursive: true });
    await this.start();
  }

  drop(target: Locator, paths: readonly string[]): Promise<void> {
    return dropFiles(this.app, target, paths);
  }

  /** Hands the report of a failed test what this desk has to say. */
  async tell(test: TestInfo): Promise<void> {
    await writeFile(test.outputPath(`${this.name}-output.txt`), this.said);
    const log = test.outputPath(`${this.name}-main.log`);
    await copyFile(join(this.dataFolder, "logs", "main.log"), log).catch(() => {});
    if (!this.running) return;
    await this.window.screenshot({ path: test.outputPath(`${this.name}.png`) }).catch(() => null);
  }
}

/** RxDB notes beside a database by which schema each collection of it was written. Runs in the window. */
async function claimNewerSchema(): Promise<void> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error("The database does not answer")));
    });
  const known = await indexedDB.databases();
  for (const { name = "" } of known.filter((one) => one.name?.endsWith("_rxdb_internal"))) {
    const database = await settled(indexedDB.open(name));
    const notes = database.transaction("docs", "readwrite").objectStore("docs");
    for (const note of (await settled(notes.getAll())) as { context: string; data: object }[])
      if (note.context === "collection")
        await settled(notes.put({ ...note, data: { ...note.data, schemaHash: "newer", schema: {} } }));
    database.close();
  }
}

function environmentOf({ environment, noKeyring, vendors }: Surroundings): Record<string, string> {
  return {
    ...environment,
    ...(noKeyring && { STANDIN_KEYRING: "basic_text" }),
    ...(vendors && {
      AUTOSELL_VENDOR_SERVER: vendors.url,
      AUTOSELL_GOOGLE_CLIENT_ID: vendors.clients.google.id,
      AUTOSELL_GOOGLE_CLIENT_SECRET: vendors.clients.google.secret ?? "",
    }),
  };
}
