import { fileURLToPath } from "node:url";
import { build } from "vite";

const source = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = source("out/bench/import");

/** What is shipped is built: threads that read TypeScript would take three times as long to begin. */
export async function buildImport(): Promise<string> {
  await build({
    configFile: false,
    logLevel: "warn",
    root: source("."),
    build: {
      ssr: true,
      target: "node24",
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          "import-process": source("tests/bench/photo-import-process.ts"),
          "copy-worker": source("electron/photos/copy-worker.ts"),
          "heic-worker": source("electron/photos/heic-worker.ts"),
          "code-worker": source("electron/photos/code-worker.ts"),
        },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  });
  return `${folder}/import-process.js`;
}
