import * as z from "zod";
import { dropPath } from "#shared/contract/browser-door.ts";
import { desktopAbilities } from "./desktop-port.ts";
import { sessionToken } from "./session-token.ts";

const Staged = z.object({ path: z.string().min(1) });

/** A file that could not be handed to main. */
class HandOverFailed extends Error {
  override readonly name = "HandOverFailed";
}

/** Paths of files on this computer, for main to read: of one or of some that lie in no folder. Throws `HandOverFailed`. */
export async function pathsOf(files: readonly File[]): Promise<string[]> {
  return knownPaths(files) ?? Promise.all(files.map((file) => stagedPath(file, "")));
}

/** In Electron the preload knows where files are; null in the browser host, where nobody does. */
export function knownPaths(files: readonly File[]): string[] | null {
  const abilities = desktopAbilities();
  return abilities && files.map((file) => abilities.pathOf(file)).filter(Boolean);
}

/**
 * Copies a file to the browser host, which answers with the path of its copy. `folder` are the folders in which it lies,
 * joined by `/`, which no browser's file says by itself. Throws `HandOverFailed`.
 */
export async function stagedPath(file: File, folder: string): Promise<string> {
  const query = new URLSearchParams({ name: file.name, ...(folder && { folder }) });
  const response = await fetch(`${dropPath}?${query}`, {
    method: "PUT",
    body: file,
    headers: { authorization: `Bearer ${sessionToken() ?? ""}`, "content-type": "application/octet-stream" },
  });
  if (!response.ok) throw new HandOverFailed(`The host answered ${response.status}`);
  return Staged.parse(await response.json()).path;
}
