import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { killTree } from "#tests/support/processes.ts";
import { launchStandin, type RunningStandin } from "./launch.ts";

const room = (name: string) =>
  JSON.stringify(fileURLToPath(new URL(`../../electron/desktop/${name}`, import.meta.url)));
let root: string;
let app: RunningStandin;

/** A main with nothing but the real window, the real guards and the real port. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "standin-security-"));
  await mkdir(join(root, "out/main"), { recursive: true });
  await writeFile(join(root, "preload.cjs"), "process.secret = 1; window.leaked = require;");
  await writeFile(join(root, "package.json"), '{ "name": "x", "version": "1.0.0", "type": "module" }');
  await writeFile(
    join(root, "out/main/main.js"),
    `import { app, protocol, session } from "electron";
     import { denyPermissions, guardNavigation } from ${room("security.ts")};
     import { servePorts } from ${room("bridge-port.ts")};
     import { createWindow } from ${room("window.ts")};
     const log = { info() {}, error: () => "" };
     globalThis.served = 0;
     app.enableSandbox();
     app.setPath("userData", ${JSON.stringify(join(root, "data"))});
     protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
     app.whenReady().then(async () => {
       session.defaultSession.protocol.handle("app", () =>
         new Response("<!doctype html><p>hello", { headers: { "content-type": "text/html" } }));
       guardNavigation(log);
       denyPermissions(session.defaultSession, log);
       const preload = ${JSON.stringify(join(root, "preload.cjs"))};
       const window = createWindow({ dataFolder: ${JSON.stringify(root)}, preload, hidden: false });
       servePorts(window.webContents, { servePort: () => (globalThis.served += 1), serveSocket() {} });
       await window.loadURL("app://bundle/");
     });`,
  );
  app = await launchStandin({ root, onOutput: () => {} });
}, 60_000);
afterAll(async () => {
  if (app) await killTree(app.process.pid ?? 0);
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

test("the window is made in the sandbox and apart from its preload, and with nothing that would take any of it back", async () => {
  const made = await app.evaluate(
    ({ app: main, BrowserWindow }) => ({
      sandboxed: main.sandboxEnabled,
      windows: BrowserWindow.getAllWindows().map(({ webPreferences: { preload, ...asked } }) => [
        typeof preload,
        asked,
      ]),
    }),
    null,
  );
  const asked = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    backgroundThrottling: false,
  };
  expect(made).toEqual({ sandboxed: true, windows: [["string", asked]] });

  const browser = await chromium.connectOverCDP(app.endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  const seen = await page?.evaluate(() => ["leaked", "require", "process"].filter((name) => name in window));
  await browser.close();
  expect(seen).toEqual([]);
});

test("no other window is made in main, and nothing of the web platform is switched on or off", async () => {
  const folder = fileURLToPath(new URL("../../electron", import.meta.url));
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name));
  const sources = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })),
  );
  const having = (what: RegExp) => sources.filter(({ text }) => what.test(text)).map(({ name }) => name);
  expect(having(/new (BrowserWindow|WebContentsView|BrowserView|BaseWindow)\(/)).toEqual([
    join("desktop", "window.ts"),
  ]);
  const switches =
    /appendSwitch|appendArgument|webSecurity|allowRunningInsecureContent|experimentalFeatures|BlinkFeatures|webviewTag|no-sandbox/;
  expect(having(switches)).toEqual([]);
});

test("whatever a page asks to be permitted is denied", async () => {
  const permissions = ["media", "geolocation", "notifications", "clipboard-read", "openExternal", "unknown"];
  const answers = await app.evaluate(
    ({ session }, asked) =>
      asked.map((permission) => {
        let granted: boolean | null = null;
        session.defaultSession.permissionRequest?.(null, permission, (answer) => (granted = answer));
        return [granted, session.defaultSession.permissionCheck?.(null, permission, "app://bundle")];
      }),
    permissions,
  );
  expect(answers).toEqual(permissions.map(() => [false, false]));
  const devices = ["hid", "serial", "usb"];
  const given = await app.evaluate(
    ({ session }, types) =>
      types.map((deviceType) => session.defaultSession.devicePermission?.({ deviceType })),
    devices,
  );
  expect(given).toEqual(devices.map(() => false));
});

test("the window goes nowhere else, frames nothing, opens nothing and holds no webview", async () => {
  const outcome = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const isPrevented = (name: string, facts: object) => {
      let prevented = false;
      window?.webContents.emit(name, { ...facts, preventDefault: () => (prevented = true) });
      return prevented;
    };
    return {
      own: isPrevented("will-navigate", { url: "app://bundle/settings" }),
      elsewhere: [
        "https://example.com/",
        "app://bundle.example/",
        "file:///x",
        "javascript:1",
        "data:,x",
      ].map((url) => isPrevented("will-navigate", { url })),
      frame: isPrevented("will-frame-navigate", { url: "app://bundle/", isMainFrame: false }),
      redirect: isPrevented("will-redirect", { url: "app://bundle/" }),
      webview: isPrevented("will-attach-webview", {}),
      opened: window?.webContents.openHandler?.({ url: "app://bundle/" }),
    };
  }, null);
  expect(outcome).toEqual({
    own: false,
    elsewhere: [true, true, true, true, true],
    frame: true,
    redirect: true,
    webview: true,
    opened: { action: "deny" },
  });
});

test("the bridge's port is taken from the top document of our own window and from nobody else", async () => {
  const outcome = await app.evaluate(({ BrowserWindow, ipcMain }, channel) => {
    const main = globalThis as typeof globalThis & { served: number };
    const [window] = BrowserWindow.getAllWindows();
    const knock = (sender: unknown, senderFrame: unknown) => {
      let closed = false;
      const before = main.served;
      ipcMain.emit(channel, {
        sender,
        senderFrame,
        ports: [{ close: () => (closed = true), start() {} }],
      });
      return { served: main.served > before, closed };
    };
    const ours = window?.webContents;
    return {
      top: knock(ours, { parent: null, origin: "app://bundle" }),
      other: knock({}, { parent: null, origin: "app://bundle" }),
      frame: knock(ours, { parent: {}, origin: "app://bundle" }),
      foreign: knock(ours, { parent: null, origin: "https://example.com" }),
      gone: knock(ours, null),
    };
  }, "autosell:bridge-port-request");
  const refused = { served: false, closed: true };
  expect(outcome).toEqual({
    top: { served: true, closed: false },
    other: refused,
    frame: refused,
    foreign: refused,
    gone: refused,
  });
});
