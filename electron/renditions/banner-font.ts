import { existsSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Inter Bold, which has the letters of all our languages. */
export const bannerFont = "@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf";

/**
 * Lays the font of banners into a folder of the desk's and answers its path: a packaged app's own files lie in an archive
 * that only node can look into, and the text is drawn by a library that cannot.
 */
export async function layOutFont(folder: string): Promise<string> {
  const path = join(folder, "banner-font.ttf");
  const temporary = `${path}.${process.pid}.part`;
  try {
    await copyFile(shippedFont(), temporary);
    await rename(temporary, path);
  } catch {
    // A full disk keeps nobody from starting: outside of an archive the shipped one does as well.
    return existsSync(path) ? path : shippedFont();
  } finally {
    await rm(temporary, { force: true });
  }
  return path;
}

/** Beside the built main process; from source, in its package. */
function shippedFont(): string {
  const built = ["./banner-font.ttf", "../banner-font.ttf"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  return built ?? createRequire(import.meta.url).resolve(bannerFont);
}
