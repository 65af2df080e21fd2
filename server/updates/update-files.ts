import { realpath, stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { updatesRoute } from "#shared/contract/hub.ts";
import { refusals, refuse } from "../http/answers.ts";
import { sendFile } from "../http/send-file.ts";

/** One name without folders, which no system reads as anything else. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9 ._+-]{0,199}$/;

/**
 * Serves the files of a folder of new versions to whoever asks, since desks go by its signed manifests and not by where
 * they came from. False where the path is not one of its own.
 */
export async function handleUpdates(
  folder: string | null,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!path.startsWith(`${updatesRoute}/`)) return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(request, response, refusals.methodNotAllowed);
    return true;
  }
  const found = folder === null ? null : await fileOf(folder, path.slice(updatesRoute.length + 1));
  if (!found) refuse(request, response, refusals.notFound);
  else await sendFile(found, request, response);
  return true;
}

/** Null for what is no plain file of the folder itself, such as a link that leads out of it. */
async function fileOf(folder: string, encoded: string) {
  const name = decoded(encoded);
  if (name === null || !plainName.test(name)) return null;
  const path = await realpath(join(folder, name)).catch(() => null);
  if (path === null || dirname(path) !== (await realpath(folder))) return null;
  const facts = await stat(path);
  if (!facts.isFile()) return null;
  const tag = `"${facts.size.toString(36)}-${Math.round(facts.mtimeMs).toString(36)}"`;
  return { path, bytes: facts.size, tag, cacheControl: "no-cache" };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
