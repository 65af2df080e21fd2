import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import { protocol, type Session } from "electron";
import { Sha256 } from "#shared/model/primitives.ts";
import { type PictureSource, typeOfPicture } from "../photos/pictures.ts";
import { pathWithin } from "./bundle-path.ts";
import { documentHeaders, servedPage } from "./content-policy.ts";
import { photoPath, windowOrigin, windowScheme } from "./origin.ts";
import { pageType, windowFileTypes } from "./window-file-types.ts";

interface WindowSource {
  /** The folder of the built window. */
  readonly folder: string;
  readonly picture: PictureSource;
}

/** Has to be called before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: windowScheme, privileges }]);
}

/** Answers `app://bundle/`: the window's own files and the desk's pictures, nothing else of the disk. */
export function serveWindow(session: Session, source: WindowSource): void {
  session.protocol.handle(windowScheme, async (request) => {
    const url = URL.parse(request.url);
    if (!url || `${url.protocol}//${url.host}` !== windowOrigin) return refusal(404);
    if (request.method !== "GET" && request.method !== "HEAD") return refusal(405);
    return url.pathname.startsWith(photoPath)
      ? picture(url.pathname.slice(photoPath.length), source, request.signal)
      : bundled(url.pathname, source.folder);
  });
}

/** A picture is named by its contents, so what was once seen never has to be asked for again. */
async function picture(name: string, source: WindowSource, signal: AbortSignal): Promise<Response> {
  const sha256 = Sha256.safeParse(name);
  if (!sha256.success) return refusal(404);
  const found = await source.picture(sha256.data, signal);
  const type = found && (await typeOfPicture(found));
  if (!found || !type) return refusal(404);
  const headers = { "content-type": type, "cache-control": "public, max-age=31536000, immutable" };
  if ("path" in found) return file(found.path, headers);
  return new Response(new Uint8Array(found.bytes), { headers: { ...documentHeaders, ...headers } });
}

async function bundled(pathname: string, folder: string): Promise<Response> {
  const path = pathWithin(folder, pathname === "/" ? "/index.html" : pathname);
  if (path && extname(path) === ".html") return page(path);
  const type = path && windowFileTypes[extname(path)];
  return type ? file(path, { "content-type": type, "cache-control": "no-cache" }) : refusal(404);
}

async function page(path: string): Promise<Response> {
  const built = await readFile(path, "utf8").catch(() => null);
  if (built === null) return refusal(404);
  const { html, headers } = servedPage(built);
  return new Response(html, { headers: { ...headers, "content-type": pageType } });
}

async function file(path: string, headers: Record<string, string>): Promise<Response> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return refusal(404);
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: { ...documentHeaders, ...headers, "content-length": String(facts.size) },
  });
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}
