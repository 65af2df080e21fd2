import { fileURLToPath } from "node:url";
import { build } from "vite";

const source = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The threads that an import of photos starts. */
const threads = ["copy-worker", "heic-worker", "code-worker"];

/**
 * A program of a test's that imports photos, built as what is shipped is: with threads that read TypeScript it would take
 * three times as long to begin. Answers its file in `folder`, which has to be beside the modules.
 */
export async function buildImportProgram(program: string, folder: string): Promise<string> {
  const inputs = threads.map((thread) => [thread, source(`electron/photos/${thread}.ts`)]);
  await build({
    configFile: false,
    logLevel: "warn",
    root: source("."),
    build: {
      ssr: true,
      target: "node24",
      outDir: source(folder),
      emptyOutDir: true,
      rolldownOptions: {
        input: { program: source(program), ...Object.fromEntries(inputs) },
        output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
      },
    },
  });
  return source(`${folder}/program.js`);
}
