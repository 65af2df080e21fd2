import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { killTree } from "#tests/support/processes.ts";
import { launchStandin, type RunningStandin } from "./launch.ts";

let root: string;
let running: RunningStandin | null;
let output: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "standin-test-"));
  running = null;
  output = "";
  await mkdir(join(root, "out/main"), { recursive: true });
  await writeFile(
    join(root, "package.json"),
    JSON.stringify({ name: "x", version: "1.0.0", type: "module" }),
  );
});

afterEach(async () => {
  if (running) await killTree(running.process.pid ?? 0);
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts an application of a few lines: what main does once it is ready, and what its preload does. */
async function start(whenReady: string, preload = ""): Promise<RunningStandin> {
  await writeFile(join(root, "preload.cjs"), preload);
  await writeFile(
    join(root, "out/main/main.js"),
    `import { app, BrowserWindow, ipcMain, Menu, protocol, session, Tray, utilityProcess } from "electron";
     const preload = ${JSON.stringify(join(root, "preload.cjs"))};
     app.enableSandbox();
     app.setPath("userData", ${JSON.stringify(join(root, "data"))});
     protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
     app.whenReady().then(async () => {
       session.defaultSession.protocol.handle("app", () =>
         new Response("<!doctype html><p>hello", { headers: { "content-type": "text/html" } }));
       ${whenReady}
     }).catch((error) => { console.error(error.message); app.exit(3); });`,
  );
  running = await launchStandin({ root, onOutput: (text) => (output += text) });
  return running;
}

const open = `const window = new BrowserWindow({ webPreferences: { preload } }); await window.loadURL("app://bundle/");`;

test("a port that the preload makes carries messages both ways between the window and main", async () => {
  const app = await start(
    `ipcMain.on("port", ({ ports: [port], senderFrame }) => {
       port.on("message", ({ data }) => port.postMessage([senderFrame.origin, data]));
       port.start();
     }); ${open}`,
    `const { ipcRenderer } = require("electron");
     const { port1, port2 } = new MessageChannel();
     ipcRenderer.postMessage("port", null, [port2]);
     window.addEventListener("message", ({ data }) => data === "please" && window.postMessage("port", "*", [port1]));`,
  );
  const browser = await chromium.connectOverCDP(app.endpoint);
  const page = browser.contexts()[0]?.pages()[0];
  const answer = await page?.evaluate(() =>
    new Promise((resolve) => {
      window.addEventListener("message", ({ data, ports: [port] }) => {
        if (data !== "port" || !port) return;
        port.addEventListener("message", (event) => resolve(event.data));
        port.start();
        port.postMessage(new Uint8Array([1, 2, 3]));
      });
      window.postMessage("please", location.origin);
    }).then((received) => {
      const [origin, bytes] = received as [string, Uint8Array];
      return [origin, ...bytes];
    }),
  );
  expect(answer).toEqual(["app://bundle", 1, 2, 3]);
  await browser.close();
});

test.each([
  [
    "a window with Node in it",
    `new BrowserWindow({ webPreferences: { nodeIntegration: true } })`,
    "insecure window",
  ],
  [
    "a window without a sandbox",
    `new BrowserWindow({ webPreferences: { sandbox: false } })`,
    "insecure window",
  ],
  ["a part that it has not got", `app.setUserTasks([])`, "app.setUserTasks is not emulated"],
  ["a tray without a picture", `new Tray("/no/icon.png")`, "failed to load image from path '/no/icon.png'"],
  [
    "a dictionary that nobody has",
    `session.defaultSession.setSpellCheckerLanguages(["xx"])`,
    "no dictionary for xx",
  ],
  [
    "a window without isolation from its preload",
    `new BrowserWindow({ webPreferences: { contextIsolation: false } })`,
    "insecure window",
  ],
  [
    "a window without the web's own security",
    `new BrowserWindow({ webPreferences: { webSecurity: false } })`,
    "insecure window",
  ],
  [
    "a window that takes insecure content",
    `new BrowserWindow({ webPreferences: { allowRunningInsecureContent: true } })`,
    "insecure window",
  ],
  [
    "a window with features of Blink that are not on for everybody",
    `new BrowserWindow({ webPreferences: { enableBlinkFeatures: "CSSVariables" } })`,
    "insecure window",
  ],
  [
    "a window with features that are experiments",
    `new BrowserWindow({ webPreferences: { experimentalFeatures: true } })`,
    "insecure window",
  ],
])("it refuses %s", async (_what, act, complaint) => {
  await expect(start(act)).rejects.toThrow("ended before its window was shown: 3");
  expect(output).toContain(complaint);
});

test("a menu is clicked by its labels, where it is not grey", async () => {
  const app = await start(
    `globalThis.done = [];
     Menu.setApplicationMenu(Menu.buildFromTemplate([
       { label: "&File", submenu: [
         { label: "Go", click: () => done.push("went") },
         { label: "Tick", type: "checkbox", click: (item) => done.push(item.checked) },
         { label: "Not now", enabled: false, click: () => done.push("never") },
       ] },
     ])); ${open}`,
  );
  const answer = await app.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    const refusal = (...path: string[]) => {
      try {
        menu?.find(...path).click();
        return "";
      } catch (error) {
        return String(error);
      }
    };
    menu?.find("File", "Go").click();
    menu?.find("File", "Tick").click();
    const refusals = [refusal("File", "Not now"), refusal("Edit", "Cut")];
    return { done: Reflect.get(globalThis, "done") as unknown[], refusals };
  }, null);
  expect(answer.done).toEqual(["went", true]);
  expect(answer.refusals).toEqual([
    expect.stringContaining('"Not now" is grey'),
    expect.stringContaining('no "Edit"'),
  ]);
});

test("its Chromium does not outlive a main that was killed", async () => {
  const app = await start(open);
  const browser = await chromium.connectOverCDP(app.endpoint);
  const gone = new Promise((resolve) => browser.once("disconnected", resolve));
  app.process.kill("SIGKILL");
  await gone;
  expect(browser.isConnected()).toBe(false);
});

test("a utility process of plain Node hears from main and answers", async () => {
  await writeFile(
    join(root, "child.mjs"),
    `process.parentPort.on("message", ({ data }) => { process.parentPort.postMessage(data * 2); process.exit(7); });`,
  );
  const app = await start(open);
  const child = join(root, "child.mjs");
  const answer = await app.evaluate(async ({ utilityProcess }, path) => {
    const port = utilityProcess.fork(path);
    const answered = new Promise<unknown>((resolve) => port.once("message", resolve));
    const ended = new Promise<unknown>((resolve) => port.once("exit", resolve));
    port.once("spawn", () => port.postMessage(21 as never));
    return Promise.all([answered, ended]);
  }, child);
  expect(answer).toEqual([42, 7]);
});
