import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { fileChooser } from "#electron/desktop/dialogs.ts";
import type { DesktopAbilities } from "#electron/renditions/desktop-abilities.ts";
import { cornerPicture } from "#tests/support/images.ts";
import { killTree } from "#tests/support/processes.ts";
import { launchStandin, type RunningStandin } from "./launch.ts";

type Main = typeof globalThis & {
  abilities: DesktopAbilities;
  chooseFiles: ReturnType<typeof fileChooser>;
};

const desktop = (file: string) =>
  JSON.stringify(fileURLToPath(new URL(`../../electron/desktop/${file}`, import.meta.url)));
let root: string;
let app: RunningStandin;

/** A main with nothing but a window and the real abilities. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "standin-abilities-"));
  await mkdir(join(root, "out/main"), { recursive: true });
  await writeFile(join(root, "package.json"), '{ "name": "x", "version": "1.0.0", "type": "module" }');
  await writeFile(
    join(root, "out/main/main.js"),
    `import { app, BrowserWindow, protocol, session } from "electron";
     import { desktopAbilities } from ${desktop("abilities.ts")};
     import { fileChooser } from ${desktop("dialogs.ts")};
     app.enableSandbox();
     app.setPath("userData", ${JSON.stringify(join(root, "data"))});
     protocol.registerSchemesAsPrivileged([{ scheme: "app", privileges: { standard: true, secure: true } }]);
     app.whenReady().then(async () => {
       session.defaultSession.protocol.handle("app", () =>
         new Response("<!doctype html><p>hello", { headers: { "content-type": "text/html" } }));
       const window = new BrowserWindow();
       const options = { dataFolder: ${JSON.stringify(root)}, window: () => window };
       Object.assign(globalThis, { abilities: desktopAbilities(options), chooseFiles: fileChooser(options) });
       await window.loadURL("app://bundle/");
     });`,
  );
  app = await launchStandin({ root, onOutput: () => {} });
}, 60_000);
afterAll(async () => {
  if (app) await killTree(app.process.pid ?? 0);
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Asks for a place; answers what was asked of the system's dialog and what came of it. */
function choose(
  what: Parameters<DesktopAbilities["choosePlace"]>[0],
  suggested: string,
  picked: string | null,
) {
  return app.evaluate(
    async ({ dialog }, given) => {
      const main = globalThis as Main;
      const asked: unknown[] = [];
      const canceled = given.picked === null;
      const answers: Record<string, unknown> = {
        showOpenDialog: (_window: unknown, options: unknown) => {
          asked.push(options);
          return Promise.resolve({ canceled, filePaths: canceled ? [] : [given.picked] });
        },
        showSaveDialog: (_window: unknown, options: unknown) => {
          asked.push(options);
          return Promise.resolve({ canceled, filePath: given.picked ?? "" });
        },
      };
      Object.assign(dialog, answers);
      const path = await main.abilities.choosePlace(given.what, given.suggested);
      return { path, asked: asked[0] as Electron.SaveDialogOptions };
    },
    { what, suggested, picked },
  );
}

/** Chooses this with the system's dialog; answers where that opened. */
function chooseFile(what: "files" | "folder" | "stockList", picked: string | null) {
  return app.evaluate(
    async ({ dialog }, given) => {
      let opened: string | null = null;
      dialog.showOpenDialog = ((_window: unknown, options: Electron.OpenDialogOptions) => {
        opened = options.defaultPath ?? null;
        return Promise.resolve({ canceled: given.picked === null, filePaths: [given.picked ?? ""] });
      }) as unknown as typeof dialog.showOpenDialog;
      await (globalThis as Main).chooseFiles(given.what);
      return opened;
    },
    { what, picked },
  );
}

test("what is opened is looked for where the same was last found", async () => {
  const [card, lists] = [join(root, "DCIM"), join(root, "lists")];
  expect(await chooseFile("files", join(card, "IMG_1.JPG"))).toBeNull();
  expect(await chooseFile("files", null)).toBe(card);
  expect(await chooseFile("files", null)).toBe(card);
  expect(await chooseFile("stockList", join(lists, "stock.csv"))).toBeNull();
  expect(await chooseFile("folder", card)).toBeNull();
  expect(await chooseFile("stockList", null)).toBe(lists);
  expect(await chooseFile("folder", null)).toBe(card);
});

test("each purpose opens where it was last used, and a cancelled dialog is no place", async () => {
  expect(await choose("exportFolder", "x", null)).toMatchObject({ path: null });
  const folder = join(root, "website");
  const first = await choose("exportFolder", "x", folder);
  expect(first.path).toBe(folder);
  expect(first.asked.defaultPath).toBeUndefined();
  expect((await choose("exportFolder", "x", folder)).asked.defaultPath).toBe(folder);
  expect((await choose("secondPlace", "x", null)).asked.defaultPath).toBeUndefined();
  expect(JSON.parse(await readFile(join(root, "last-places.json"), "utf8"))).toEqual({
    exportFolder: folder,
  });
});

test("a zip is suggested under a name that any disk takes, and has its ending whatever the dialog gave back", async () => {
  const path = join(root, "fotos.zip");
  const first = await choose("exportZip", "Toyota / Hilux: A-104", path);
  expect(first).toMatchObject({ path, asked: { defaultPath: "Toyota - Hilux- A-104.zip" } });
  const bare = await choose("exportZip", "b.zip", join(root, "bare"));
  expect(bare).toMatchObject({ path: join(root, "bare.zip"), asked: { defaultPath: join(root, "b.zip") } });
  await writeFile(join(root, "taken.zip"), "mine");
  expect((await choose("exportZip", "b", join(root, "taken"))).path).toBe(join(root, "taken-2.zip"));
});

test("files are shown in the file manager and dragged out with an icon", async () => {
  const path = join(root, "STOCK-01.jpg");
  await writeFile(path, await cornerPicture(60, 40, 1));
  const seen = await app.evaluate(
    async ({ BrowserWindow, shell }, given) => {
      const main = globalThis as Main;
      main.abilities.reveal(given.path);
      main.abilities.startDrag([given.path], Buffer.from(given.icon, "base64"));
      const [window] = BrowserWindow.getAllWindows();
      return { shown: [...shell.shown], drags: [...(window?.webContents.drags ?? [])] };
    },
    { path, icon: (await cornerPicture(60, 40, 1)).toString("base64") },
  );
  expect(seen).toEqual({ shown: [path], drags: [[path]] });
});
