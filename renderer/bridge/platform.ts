import * as z from "zod";
import { dropPath } from "#shared/contract/browser-door.ts";
import { desktopAbilities } from "./desktop-port.ts";
import { launchToken } from "./launch-token.ts";

const Staged = z.object({ path: z.string().min(1) });

/** A file that could not be handed to main. */
class HandOverFailed extends Error {
  override readonly name = "HandOverFailed";
}

/**
 * Paths of files on this computer, for main to read. In Electron the preload knows them; in the browser host each file is
 * copied to the host first, which answers with the path of its copy. `folder` are the folders in which they lie, joined by
 * `/`, which no browser's file says by itself. Throws `HandOverFailed`.
 */
export async function pathsOf(files: readonly File[], folder = ""): Promise<string[]> {
  const abilities = desktopAbilities();
  if (abilities) return files.map((file) => abilities.pathOf(file)).filter(Boolean);
  const paths: string[] = [];
  for (const file of files) paths.push(await stagedPath(file, folder));
  return paths;
}

async function stagedPath(file: File, folder: string): Promise<string> {
  const query = new URLSearchParams({ name: file.name, ...(folder && { folder }) });
  const response = await fetch(`${dropPath}?${query}`, {
    method: "PUT",
    body: file,
    headers: { authorization: `Bearer ${launchToken() ?? ""}`, "content-type": "application/octet-stream" },
  });
  if (!response.ok) throw new HandOverFailed(`The host answered ${response.status}`);
  return Staged.parse(await response.json()).path;
}
