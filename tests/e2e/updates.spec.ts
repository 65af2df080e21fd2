import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { dataBackups } from "#electron/updater/data-backup.ts";
import { makeResources, startFeed } from "#tests/updater/feed.ts";
import { faultsOf } from "./axe.ts";
import { reconnecting } from "./first-steps.ts";
import { Updates } from "./pages/updates.ts";
import { expect, test, type World } from "./world.ts";

const newVersion = "Autosell-9.0.0.AppImage";
/** It notes how the system was asked to start it. */
const script = '#!/bin/sh\necho "exit=$APPIMAGE_EXIT_AFTER_INSTALL" > "$(dirname "$0")/started"\n';

/** An AppImage on a computer whose feed has a newer one. */
async function installedApp(world: World) {
  const feed = await startFeed(world.path("feed"));
  await writeFile(join(feed.folder, newVersion), script);
  const releaseNotes = "### Added\n- Window stickers <img src=x onerror=alert(1)>";
  const releaseNotesByLanguage = {
    "es-MX": "### Agregado\n- Hojas <img src=x onerror=alert(1)>de parabrisas",
  };
  const more = { releaseNotes, releaseNotesByLanguage };
  await feed.announce({ version: "9.0.0", file: newVersion, more });
  const appImage = world.path("Autosell-0.1.0.AppImage");
  await writeFile(appImage, "the version that runs", { mode: 0o755 });
  const environment = {
    APPIMAGE: appImage,
    STANDIN_PACKAGED: "1",
    STANDIN_RESOURCES: await makeResources(world.path("resources")),
    XDG_CACHE_HOME: world.path("cache"),
    AUTOSELL_UPDATE_FEED: feed.url,
    AUTOSELL_UPDATE_KEY: feed.publicKey,
  };
  return { feed, appImage, environment };
}

test("a new version is announced quietly with what is new in it and installed on quit, and one that did not start is taken back in words", async ({
  world,
  hostName,
}) => {
  test.skip(hostName !== "standin", "only an installed app updates itself, and Electron's binary is not one");
  const { feed, appImage, environment } = await installedApp(world);
  await using _feed = feed;
  const desk = await world.desk("Front office", { environment });
  await desk.welcome.startEmpty("Autos del Valle");
  await expect(desk.inventory.place("Inventory")).toBeVisible(reconnecting);

  const updates = new Updates(desk.window);
  await updates.badge("9.0.0").click();
  await expect(updates.whatIsNew).toHaveText("Added\n• Window stickers");
  await expect(updates.installButton).toBeVisible();
  expect(await faultsOf(desk.window)).toEqual([]);
  await desk.window.keyboard.press("Escape");
  await desk.settings.open();
  await expect(updates.section).toContainText("Version 9.0.0 is ready");
  // Away from the rail, whose tooltip is over it.
  await updates.section.hover();
  expect(await faultsOf(desk.window)).toEqual([]);
  await desk.window.getByText("Español", { exact: true }).click();
  await expect(desk.window.getByRole("region", { name: "Qué hay de nuevo" })).toHaveText(
    "Agregado\n• Hojas de parabrisas",
  );
  expect(existsSync(appImage)).toBe(true);

  await desk.close();
  expect(await readFile(world.path(newVersion), "utf8")).toBe(script);
  expect(await readFile(world.path("started"), "utf8")).toBe("exit=true\n");
  expect(existsSync(appImage)).toBe(false);

  const backup = await dataBackups(desk.dataFolder).make("0.0.9");
  const attempt = { version: manifest.version, backup, starts: 2 };
  const versions = { lastStarted: "0.0.9", attempt, restoring: null, rolledBack: null };
  await writeFile(join(desk.dataFolder, "versions.json"), JSON.stringify(versions));
  await expect(desk.start()).rejects.toThrow("before its window was shown");
  expect(desk.said).toContain(`La versión ${manifest.version} no arrancó`);
  expect(desk.said).toContain("Vuelve a instalar la versión 0.0.9 para seguir");
});
