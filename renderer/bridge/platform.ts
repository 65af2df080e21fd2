import * as z from "zod";
import { dropPath } from "#shared/contract/browser-door.ts";
import { desktopAbilities } from "./desktop-port.ts";
import { launchToken } from "./launch-token.ts";

const Staged = z.object({ path: z.string().min(1) });

/** A file that could not be handed to main. */
class HandOverFailed extends Error {
  override readonly name = "HandOverFailed";
}

/** The hand-over that a file belongs to, and the folders in which it lay there, joined by `/`. */
interface HandOverPlace {
  readonly drop: string;
  readonly folder: string;
}

const loose: HandOverPlace = { drop: "", folder: "" };

/**
 * Paths of files on this computer, for main to read. In Electron the preload knows them; in the browser host each file is
 * copied to the host first, which answers with what is to be imported: its copy, or the folder in which the copies of the
 * same hand-over lie as they lay before. Throws `HandOverFailed`.
 */
export async function pathsOf(files: readonly File[], place: HandOverPlace = loose): Promise<string[]> {
  const abilities = desktopAbilities();
  if (abilities) return files.map((file) => abilities.pathOf(file)).filter(Boolean);
  const paths: string[] = [];
  for (const file of files) paths.push(await stagedPath(file, place));
  return paths;
}

async function stagedPath(file: File, { drop, folder }: HandOverPlace): Promise<string> {
  const query = new URLSearchParams({ name: file.name, ...(folder && { drop, folder }) });
  const response = await fetch(`${dropPath}?${query}`, {
    method: "PUT",
    body: file,
    headers: { authorization: `Bearer ${launchToken() ?? ""}`, "content-type": "application/octet-stream" },
  });
  if (!response.ok) throw new HandOverFailed(`The host answered ${response.status}`);
  return Staged.parse(await response.json()).path;
}
