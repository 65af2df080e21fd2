import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const sources = [
  "electron",
  "renderer",
  "shared",
  "server",
  "vite.config.ts",
  "package.json",
  "package-lock.json",
];
const built = [
  "out/main/browser-host.js",
  "out/main/main.js",
  "out/preload/preload.cjs",
  "out/renderer/index.html",
];

/** Whether a build is missing, or older than anything that it was made from. */
export async function isBuildStale(root: string): Promise<boolean> {
  const made = await Promise.all(built.map((path) => timeOf(join(root, path))));
  if (made.includes(null)) return true;
  const oldest = Math.min(...made.map((time) => time ?? 0));
  const newest = await Promise.all(sources.map((path) => newestIn(join(root, path))));
  return Math.max(...newest) > oldest;
}

async function newestIn(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const times = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
      .map((entry) => timeOf(join(entry.parentPath, entry.name))),
  );
  return Math.max(0, ...times.map((time) => time ?? 0));
}

async function timeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? null;
}
