import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { servedPage } from "../desktop/content-policy.ts";
import { pageType, windowFileTypes } from "../desktop/window-file-types.ts";

export interface FileAnswer {
  readonly path: string;
  readonly type: string;
  readonly caching: string;
}

/** Where a path of the window lies in the built folder; null where that is nothing of the window's. */
export function windowFile(folder: string, pathname: string): FileAnswer | null {
  const decoded = decode(pathname);
  if (decoded === null || /[\0\\]/.test(decoded)) return null;
  const path = normalize(join(folder, decoded === "/" ? "index.html" : decoded));
  const type = extname(path) === ".html" ? pageType : windowFileTypes[extname(path)];
  if (!type || !path.startsWith(folder + sep)) return null;
  // The names of built assets carry a hash of their contents; everything else is asked for again.
  const caching = decoded.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
  return { path, type, caching };
}

export function isPage({ path }: FileAnswer): boolean {
  return extname(path) === ".html";
}

/** Answers with a file; false where there is none. */
export async function sendFile(
  response: ServerResponse,
  { path, type, caching }: FileAnswer,
  { withBody }: { withBody: boolean },
): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  response.writeHead(200, {
    "content-type": type,
    "content-length": found.size,
    "cache-control": caching,
  });
  if (withBody) await pipeline(createReadStream(path), response).catch(() => response.destroy());
  else response.end();
  return true;
}

/** Answers with the window's page, under a policy of its own; false where there is none. */
export async function sendPage(
  response: ServerResponse,
  { path, type }: FileAnswer,
  { withBody }: { withBody: boolean },
): Promise<boolean> {
  const built = await readFile(path, "utf8").catch(() => null);
  if (built === null) return false;
  const { html, headers } = servedPage(built);
  response.writeHead(200, { ...headers, "content-type": type, "content-length": Buffer.byteLength(html) });
  response.end(withBody ? html : undefined);
  return true;
}

/** Answers with what only lives in memory. */
export function sendBytes(
  response: ServerResponse,
  { bytes, type, caching }: Omit<FileAnswer, "path"> & { readonly bytes: Buffer },
  { withBody }: { withBody: boolean },
): void {
  response.writeHead(200, {
    "content-type": type,
    "content-length": bytes.length,
    "cache-control": caching,
  });
  response.end(withBody ? bytes : undefined);
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
