import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { extractAll, extractFile } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { load } from "js-yaml";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Settings } from "#tests/e2e/pages/settings.ts";
import { Welcome } from "#tests/e2e/pages/welcome.ts";
import { launchStandin } from "#tests/standin/launch.ts";
import { freePort } from "#tests/support/ports.ts";
import { killTree } from "#tests/support/processes.ts";
import manifest from "../../package.json" with { type: "json" };
import { type ArchivedFile, filesOf, hashOf } from "./archive.ts";
import { feedAddress, pack, root, standInElectron } from "./packing.ts";

let folder: string;
let electron: string;
let app: string;
let program: string;
let archive: string;
let files: ArchivedFile[];

/** The stand-in is an Electron for Linux; on other systems the release itself packs the real one. */
describe.runIf(process.platform === "linux")("the packed app", () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "autosell-packed-"));
    electron = await standInElectron(join(folder, "electron"));
    await pack({ electron, to: join(folder, "release"), flags: ["--linux", "dir", "--x64"] });
    app = join(folder, "release/linux-unpacked");
    program = join(app, "autosell");
    archive = join(app, "resources/app.asar");
    files = filesOf(archive);
  });

  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const paths = () => files.map(({ path }) => path);

  test("has everything that was built and nothing that it was built from", async () => {
    const built = (await readdir(join(root, "out"), { recursive: true }))
      .map((path) => `out/${path}`)
      .filter((path) => /^out\/(main|preload|renderer|tray)\/.*\.(?!map$)\w+$/.test(path))
      .filter((path) => path !== "out/main/browser-host.js");
    expect(built).toEqual(expect.arrayContaining(["out/main/main.js", "out/preload/preload.cjs"]));
    const own = paths().filter((path) => !path.startsWith("node_modules/"));
    expect(own.sort()).toEqual([...built, "package.json"].sort());
    expect(
      paths().filter((path) => /\.(tsx?|map|h|d\.[cm]?ts)$|\.(test|spec)\.|\/(tests?|src)\//.test(path)),
    ).toEqual([]);
  });

  test("has the packages that it loads, and none that it was only made with", async () => {
    const packed = new Set(
      paths().flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
    );
    for (const name of Object.keys(manifest.dependencies)) expect(packed).toContain(name);
    const lockfile = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8")) as {
      packages: Record<string, { dev?: boolean }>;
    };
    const tools = [...packed].filter((name) => lockfile.packages[`node_modules/${name}`]?.dev !== undefined);
    expect(tools).toEqual([]);
  });

  test("names itself and keeps the rest of its manifest at home", () => {
    const own = JSON.parse(extractFile(archive, "package.json").toString()) as Record<string, unknown>;
    expect(own).toMatchObject({ name: manifest.name, version: manifest.version, main: manifest.main });
    // The entry is named like the program, and a window by this.
    expect(own["desktopName"]).toBe(`${basename(program)}.desktop`);
    expect(Object.keys(own)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(scripts|devDependencies)$/)]),
    );
  });

  test("promises the hash of every file, truly", async () => {
    expect(files.filter(({ promised }) => promised === null)).toEqual([]);
    const wrong = [];
    for (const file of files) if ((await hashOf(archive, file)) !== file.promised) wrong.push(file.path);
    expect(wrong).toEqual([]);
  });

  test("has native code beside the archive, of this system alone", () => {
    const native = files.filter(({ path }) => /\.(node|so[.\d]*|dll|dylib)$/.test(path));
    expect(native.filter(({ unpacked }) => !unpacked)).toEqual([]);
    expect(native.map(({ path }) => path.split("/").slice(0, 3).join("/")).sort()).toEqual([
      "node_modules/@img/sharp-libvips-linux-x64",
      "node_modules/@img/sharp-linux-x64",
    ]);
    const open = ["@electric-sql/pglite", "libheif-js", "sharp", "zxing-wasm"];
    for (const name of open) {
      const own = files.filter(({ path }) => path.startsWith(`node_modules/${name}/`));
      expect(own.every(({ unpacked }) => unpacked)).toBe(true);
    }
  });

  test("has its fuses set in the binary", async () => {
    const wire = await getCurrentFuseWire(program);
    const isOn = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse])) === "1";
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeCliInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
      snapshotOfMain: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      nodeCliInspect: false,
      filePrivileges: false,
      snapshotOfMain: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      cookieEncryption: true,
    });
  });

  test("knows where its updates are, speaks its languages, and has everybody's licences", async () => {
    const read = (path: string) => readFile(join(app, path), "utf8");
    expect(load(await read("resources/app-update.yml"))).toMatchObject({
      provider: "generic",
      url: feedAddress,
    });
    expect((await readdir(join(app, "locales"))).sort()).toEqual(["en-US.pak", "es-419.pak"]);
    expect(await read("LICENSE.electron.txt")).toBe("Electron's");
    expect(await read("LICENSES.chromium.html")).toBe("Chromium's");
    const licences = await read("resources/third-party-licenses.txt");
    for (const name of ["@fontsource-variable/inter", "libheif-js", "react", "sharp", "zod"])
      expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
  });

  test("boots from its archive alone: a new dealership, its hub, and every package that it loads", async () => {
    const home = join(folder, "installed");
    extractAll(archive, home);
    expect(await loadedPackages(home)).toEqual({ width: 1, heic: "function", reader: true, page: true });

    const output: string[] = [];
    const standin = await launchStandin({
      root: home,
      environment: { AUTOSELL_DATA: join(folder, "data"), AUTOSELL_HUB_PORT: String(await freePort()) },
      onOutput: (text) => output.push(text),
    });
    try {
      const browser = await chromium.connectOverCDP(standin.endpoint);
      const [window] = browser.contexts().flatMap((context) => context.pages());
      if (!window) throw new Error("The packed app shows no window");
      window.setDefaultTimeout(90_000);
      const welcome = new Welcome(window);
      await welcome.title.waitFor();
      await welcome.startEmpty("Autos del Valle");
      await window
        .getByText(/Online · all changes saved/)
        .first()
        .waitFor();
      const settings = new Settings(window);
      await settings.open();
      await settings.showLicences();
      await settings.licences.getByText(/libheif-js \d/).waitFor();
      await browser.close();
    } catch (error) {
      throw new Error(output.join(""), { cause: error });
    } finally {
      await killTree(standin.process.pid ?? 0);
    }
  });

  test("is not packed for Windows with the native code of Linux", async () => {
    // Windows' way to write the archive's hash into the binary needs a real one.
    const flags = ["--win", "dir", "--x64", "--config.disableAsarIntegrity=true"];
    const packed = pack({ electron, to: join(folder, "windows"), flags });
    await expect(packed).rejects.toThrow("needs @img/sharp-win32-x64 and has sharp-linux-x64");
  });

  test("is not packed by a description that electron-builder does not understand", async () => {
    const packed = pack({
      electron,
      to: join(folder, "none"),
      flags: ["--linux", "dir", "--config.nsis.sealed=1"],
    });
    await expect(packed).rejects.toThrow("configuration.nsis should be one of these");
  });
});

/** Loads the packages that stay packages from an installation, in a process that finds no others. */
async function loadedPackages(home: string): Promise<unknown> {
  const program = `
    import { readFileSync } from "node:fs";
    import { createRequire } from "node:module";
    import { fileURLToPath } from "node:url";
    import sharp from "sharp";
    import libheif from "libheif-js/wasm-bundle.js";
    import "zxing-wasm/reader";
    const wasm = readFileSync(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
    const page = ["swagger-ui.css", "swagger-ui-bundle.js"].map((file) =>
      readFileSync(createRequire(import.meta.url).resolve("swagger-ui-dist/" + file)));
    const image = { create: { width: 1, height: 1, channels: 3, background: "red" } };
    const { width } = await sharp(await sharp(image).jpeg().toBuffer()).metadata();
    console.log(JSON.stringify({
      width,
      heic: typeof libheif.heif_context_alloc,
      reader: WebAssembly.validate(wasm),
      page: page.every((file) => file.length > 0),
    }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: home,
  });
  return JSON.parse(stdout);
}
