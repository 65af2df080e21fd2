import { copyFile, cp } from "node:fs/promises";
import { builtinModules, createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions } from "vite";
import { bannerFont } from "./electron/renditions/banner-font.ts";
import manifest from "./package.json" with { type: "json" };
import { writeHubTemplate } from "./scripts/hub-template.ts";
import { packagesIn, writeNotices } from "./scripts/licensing/notices.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const builtins = [...builtinModules, /^node:/];

/** What has to stay a package on disk: native code, WebAssembly beside its loader, and the runtime itself. */
const external = [
  "electron",
  "sharp",
  "@electric-sql/pglite",
  /^@electric-sql\/pglite\//,
  /^libheif-js\//,
  /^zxing-wasm\//,
  ...builtins,
];

function node(input: Record<string, string>, folder: string, format: "es" | "cjs"): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: {
      noExternal: true,
      external: [],
      // `import` and `require` are added by how a package is asked for; naming one would give both to CommonJS.
      conditions: ["node", "module", "default"],
      mainFields: ["module", "main"],
    },
    build: {
      outDir: path(`out/${folder}`),
      emptyOutDir: true,
      target: format === "es" ? "node24" : "chrome148",
      minify: false,
      sourcemap: true,
      copyPublicDir: false,
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, path(file)])),
        platform: "node",
        external: format === "es" ? external : ["electron"],
        output: {
          format,
          entryFileNames: format === "es" ? "[name].js" : "[name].cjs",
          // Chunks lie beside the entries, where modules look for their workers.
          chunkFileNames: "[name]-[hash].js",
          codeSplitting: format === "es",
        },
      },
    },
  };
}

export default defineConfig({
  root: path("renderer"),
  base: "/",
  plugins: [react()],
  environments: {
    client: {
      build: {
        outDir: path("out/renderer"),
        emptyOutDir: true,
        target: "chrome148",
        sourcemap: true,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        rolldownOptions: {
          input: { index: path("renderer/index.html"), recovery: path("renderer/recovery.html") },
        },
      },
    },
    main: node(
      {
        main: "electron/main.ts",
        "browser-host": "electron/browser-host/main.ts",
        "hub-worker": "electron/hub/worker.ts",
        "heic-worker": "electron/photos/heic-worker.ts",
        "copy-worker": "electron/photos/copy-worker.ts",
        "code-worker": "electron/photos/code-worker.ts",
        "key-worker": "electron/vault/key-worker.ts",
        "draw-process": "electron/sample/draw-process.ts",
      },
      "main",
      "es",
    ),
    preload: node({ preload: "electron/preload.ts" }, "preload", "cjs"),
  },
  builder: {
    async buildApp(builder) {
      const wanted = new Set(["client", "main", "preload"]);
      const built = await Promise.all(
        Object.values(builder.environments)
          .filter((environment) => wanted.has(environment.name))
          .map((environment) => builder.build(environment)),
      );
      await copyFile(createRequire(import.meta.url).resolve(bannerFont), path("out/main/banner-font.ttf"));
      await cp(path("resources/tray"), path("out/tray"), { recursive: true });
      await writeHubTemplate(path("out/main/hub-template.zst"));
      await writeNotices({
        root: path("."),
        bundled: packagesIn(built, path("renderer")),
        beside: [...Object.keys(manifest.dependencies), bannerFont.split("/").slice(0, 2).join("/")],
        file: path("out/main/third-party-licenses.txt"),
      });
      // Once for the window, in the archive, and once beside it, for whoever does not start the app.
      await copyFile(path("out/main/third-party-licenses.txt"), path("out/third-party-licenses.txt"));
    },
  },
});
