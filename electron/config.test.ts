import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readConfig, type Surroundings, surroundings } from "./config.ts";

const linux: Surroundings = {
  arguments: [],
  environment: {},
  platform: "linux",
  home: "/home/ana",
  hostName: "mostrador",
  workingFolder: "/home/ana/fotos",
};
const read = (change: Partial<Surroundings>, strict = true) =>
  readConfig({ ...linux, ...change }, { strict });

test("with nothing told, everything has its default", () => {
  expect(read({})).toEqual({
    kind: "run",
    config: {
      dataFolder: resolve("/home/ana/.config/Autosell"),
      browserPort: 47100,
      hubHost: "127.0.0.1",
      hubPort: null,
      openBrowser: false,
      deskName: "mostrador",
      logLevel: "info",
      openPaths: [],
      hidden: false,
      updateFeed: null,
      updateKey: null,
      appImage: null,
      accounts: { clients: {}, vendorServer: null },
    },
  });
});

test("what is no flag is a path to open, seen from where the app was started", () => {
  const arguments_ = ["--hidden", "IMG_1.JPG", "--port", "1", "../lista.csv", "--", "--raro.jpg"];
  expect(read({ arguments: arguments_ })).toMatchObject({
    config: {
      hidden: true,
      browserPort: 1,
      openPaths: ["/home/ana/fotos/IMG_1.JPG", "/home/ana/lista.csv", "/home/ana/fotos/--raro.jpg"].map(
        (path) => resolve(path),
      ),
    },
  });
});

test("a file that a file manager names by its URL is opened by its path, and one of elsewhere leads nowhere", () => {
  const photo = resolve("/home/ana/Fotos de hoy/IMG_1.JPG");
  const given = [pathToFileURL(photo).href, "file://elsewhere/%2F.csv"];
  expect(read({ arguments: given })).toMatchObject({
    config: { openPaths: [photo, resolve("/home/ana/fotos", "file://elsewhere/%2F.csv")] },
  });
});

test("a feed gets the slash that makes it a folder, and its key is looked at before it is needed", () => {
  const key = Buffer.alloc(32, 7).toString("base64");
  const given = ["--update-feed", "https://dealer.example/new", "--update-key", key];
  expect(read({ arguments: given, environment: { APPIMAGE: "/opt/Autosell.AppImage" } })).toMatchObject({
    config: {
      updateFeed: "https://dealer.example/new/",
      updateKey: key,
      appImage: "/opt/Autosell.AppImage",
    },
  });
});

test.each([
  ["linux", { XDG_CONFIG_HOME: "/x" }, join("/x", "Autosell")],
  ["darwin", {}, join("/home/ana", "Library", "Application Support", "Autosell")],
  ["win32", { APPDATA: "/roaming" }, join("/roaming", "Autosell")],
  ["win32", {}, join("/home/ana", "AppData", "Roaming", "Autosell")],
])("on %s data goes where the system keeps it", (platform, environment, folder) => {
  expect(read({ platform, environment })).toMatchObject({ config: { dataFolder: resolve(folder) } });
});

test("a flag beats the environment, which beats the default", () => {
  const environment = { AUTOSELL_PORT: "5000", AUTOSELL_HUB_PORT: "0", AUTOSELL_DESK_NAME: "" };
  const answer = read({ environment, arguments: ["--port", "6000", "--open=yes", "--log-level", "error"] });
  expect(answer).toMatchObject({
    config: { browserPort: 6000, hubPort: 0, deskName: "mostrador", openBrowser: true, logLevel: "error" },
  });
});

test.each([
  [["--port", "70000"], "--port is not a port: 70000"],
  [["--port", "http"], "--port is not a port: http"],
  [["--open", "perhaps"], "--open is yes or no, not perhaps"],
  [["--colour"], "--colour"],
  [["--update-feed", "C:\\new"], "--update-feed is not a web address"],
  [["--update-key", "nonsense"], "--update-key is not an Ed25519 public key"],
  [["--data"], "--data"],
  [["--data="], "--data needs a value"],
])("%j is refused with a sentence and the help", (given, sentence) => {
  const answer = read({ arguments: given });
  expect(answer).toMatchObject({ kind: "refused", text: expect.stringContaining(sentence) });
  expect(answer).toMatchObject({ text: expect.stringContaining("AUTOSELL_DATA") });
});

test("flags of Electron and Chromium pass where they may", () => {
  const answer = read({ arguments: [".", "--disable-gpu", "--inspect=0", "--port=1"] }, false);
  expect(answer).toMatchObject({ kind: "run", config: { browserPort: 1 } });
});

test("help names every setting", () => {
  const answer = read({ arguments: ["--help"] });
  expect(answer.kind).toBe("help");
  for (const flag of [
    "data",
    "port",
    "hub-host",
    "hub-port",
    "open",
    "desk-name",
    "log-level",
    "update-feed",
    "update-key",
  ])
    expect(answer).toMatchObject({ text: expect.stringContaining(`--${flag} `) });
});

test("the real surroundings are this process's own", () => {
  expect(surroundings()).toMatchObject({ platform: process.platform, environment: process.env });
});

test("vendors' registrations come from the environment, and only where there is an id", () => {
  const environment = {
    AUTOSELL_GOOGLE_CLIENT_ID: " google-id ",
    AUTOSELL_GOOGLE_CLIENT_SECRET: "google-secret",
    AUTOSELL_X_CLIENT_ID: "x-id",
    AUTOSELL_META_CLIENT_SECRET: "no id",
  };
  expect(read({ environment })).toMatchObject({
    config: {
      accounts: {
        clients: { google: { id: "google-id", secret: "google-secret" }, x: { id: "x-id", secret: null } },
      },
    },
  });
  expect(read({ environment })).not.toHaveProperty("config.accounts.clients.meta");
});

test.each(["https://127.0.0.1:1", "http://example.com", "http://localhost:1", "nonsense"])(
  "no server elsewhere stands for the vendors: %s",
  (server) => {
    expect(read({ environment: { AUTOSELL_VENDOR_SERVER: server } })).toMatchObject({ kind: "refused" });
  },
);
