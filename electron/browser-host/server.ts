import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import {
  authProtocolPrefix,
  bridgePath,
  bridgeProtocol,
  dropPath,
  launchTokenKey,
  staleTokenCode,
} from "#shared/contract/browser-door.ts";
import { Sha256 } from "#shared/model/primitives.ts";
import type { BridgeServer } from "../bridge/router-serving.ts";
import { messageLimit } from "../bridge/frames.ts";
import { typeOfPicture } from "../photos/pictures.ts";
import type { Services } from "../services.ts";
import { recoveryPage } from "../recovery/recovery-page.ts";
import { documentHeaders } from "../desktop/content-policy.ts";
import { receiveDrop } from "./drops.ts";
import { bearerOf, refusalOf } from "./guard.ts";
import type { LaunchTokens } from "./launch-tokens.ts";
import { isPage, sendBytes, sendFile, sendPage, windowFile } from "./window-files.ts";

/** What is behind the door: a lot, or only what the recovery window needs while the lot cannot be opened. */
export interface Behind {
  readonly services: Pick<Services, "log" | "diagnostics"> &
    (
      | Pick<Services, "pictures" | "renditions" | "staging" | "lock" | "exportEverything">
      | { readonly pictures: null }
    );
  readonly bridge: BridgeServer;
}

export interface BrowserHostOptions extends Behind {
  readonly tokens: LaunchTokens;
  /** Given the next link whenever the last one opens no window any more: the terminal always shows a way in. */
  readonly onNextLink: (link: string) => void;
  /** 0 for any free one. */
  readonly port: number;
  /** The built window. */
  readonly windowFolder: string;
}

export interface BrowserHost extends AsyncDisposable {
  readonly port: number;
  /** A link that opens one window, with a new launch token in its fragment. */
  nextLink(): string;
  /** From now on this is behind the door; windows that are open stay with what they have until they load again. */
  serve(next: Behind): void;
}

/** Where the window finds pictures: beneath a path that nobody can guess, since an `<img>` carries no token. */
export function photoBaseOf(tokens: LaunchTokens): string {
  return `/c/${tokens.photoCapability}/photo/`;
}

/** Where a zip is fetched from, by a ticket that nobody can guess either: a link carries no token. */
export function downloadBaseOf(tokens: LaunchTokens): string {
  return `/c/${tokens.photoCapability}/download/`;
}

/** The services' door for a window in a browser: 127.0.0.1 only, no cookies, everything else refused. */
export async function startBrowserHost(given: BrowserHostOptions): Promise<BrowserHost> {
  const { tokens } = given;
  let options = given;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageLimit,
    handleProtocols: () => bridgeProtocol,
  });
  const server = createServer((request, response) => {
    void answer(request, response, options, portOf(server)).catch((error: unknown) => {
      const defectId = options.services.log.error("browser host request failed", error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, defectId);
    });
  });
  let shown = "";
  const nextLink = () => {
    shown = tokens.issue();
    return `http://127.0.0.1:${portOf(server)}/#${launchTokenKey}=${shown}`;
  };
  /** A page of our own with an old token is told so by a close code: a browser says nothing of why a socket was refused. */
  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const token = tokenOrRefusal(request, portOf(server));
    if (typeof token === "number") return reject(socket, token);
    const isLetIn = await tokens.letIn(token);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on("error", () => opened.terminate());
      if (isLetIn) options.bridge.serveSocket(opened);
      else opened.close(staleTokenCode, "Open the link that the terminal shows");
    });
    if (!tokens.isUnspent(shown)) given.onNextLink(nextLink());
  };
  server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
  await listen(server, given.port);

  return {
    port: portOf(server),
    nextLink,
    serve(next) {
      options = { ...options, ...next };
    },
    async [Symbol.asyncDispose]() {
      sockets.close();
      for (const socket of sockets.clients) socket.close(1001);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: BrowserHostOptions,
  port: number,
): Promise<void> {
  response.setHeaders(new Map(Object.entries({ ...documentHeaders, "cache-control": "no-store" })));
  const refusal = refusalOf(request, port);
  if (refusal) return refuse(response, refusal);
  const url = URL.parse(request.url ?? "", "http://host");
  if (!url) return refuse(response, 400);
  if (url.pathname === dropPath) return drop(request, response, url, options);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  const withBody = request.method === "GET";
  if (url.pathname.startsWith(downloadBaseOf(options.tokens)))
    return download(request, response, url, options);
  if (url.pathname.startsWith("/c/")) return picture(request, response, url.pathname, options);
  const file = windowFile(options.windowFolder, pageAt(url.pathname, options));
  const send = file && isPage(file) ? sendPage : sendFile;
  if (!file || !(await send(response, file, { withBody }))) refuse(response, 404);
}

function pageAt(pathname: string, { services }: Behind): string {
  return pathname === "/" && services.pictures === null ? recoveryPage : pathname;
}

/** A picture is named by its contents, so what was once seen never has to be asked for again. */
async function picture(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  { services, tokens }: BrowserHostOptions,
): Promise<void> {
  const base = photoBaseOf(tokens);
  const sha256 = pathname.startsWith(base) ? Sha256.safeParse(pathname.slice(base.length)) : null;
  if (!sha256?.success || services.pictures === null) return refuse(response, 404);
  const gone = new AbortController();
  request.once("close", () => gone.abort());
  const found = await services.pictures(sha256.data, gone.signal);
  const type = found && (await typeOfPicture(found));
  if (!found || !type) return refuse(response, 404);
  const answer = { type, caching: "private, max-age=31536000, immutable" };
  const withBody = request.method === "GET";
  if ("bytes" in found) return sendBytes(response, { ...answer, bytes: found.bytes }, { withBody });
  if (!(await sendFile(response, { ...answer, path: found.path }, { withBody }))) refuse(response, 404);
}

/** A file that was made for this window, saved under its name. */
async function download(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { services, tokens }: BrowserHostOptions,
): Promise<void> {
  if (services.pictures !== null && services.lock.isLocked()) return refuse(response, 423);
  const ticket = url.pathname.slice(downloadBaseOf(tokens).length);
  const made = services.pictures === null ? null : madeFor(ticket, services);
  const found = made ?? services.diagnostics.download(ticket);
  if (!found) return refuse(response, 404);
  response.setHeader("content-disposition", `attachment; filename="${found.name}"`);
  const file = {
    path: found.path,
    type: found.name.endsWith(".zip") ? "application/zip" : "application/octet-stream",
    caching: "no-store",
  };
  if (!(await sendFile(response, file, { withBody: request.method === "GET" }))) refuse(response, 404);
}

function madeFor(
  ticket: string,
  { renditions, exportEverything }: Pick<Services, "renditions" | "exportEverything">,
) {
  return renditions.jobs.download(ticket) ?? exportEverything.download(ticket);
}

async function drop(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  { services, tokens }: BrowserHostOptions,
): Promise<void> {
  if (request.method !== "PUT") return refuse(response, 405);
  if (!tokens.isGood(bearerOf(request.headers))) return refuse(response, 401);
  const [name = "", folder = ""] = ["name", "folder"].map((key) => url.searchParams.get(key) ?? "");
  if (services.pictures === null) return refuse(response, 404);
  const received = await receiveDrop(request, { name, folder }, services.staging);
  if (received.status !== 200) return refuse(response, received.status);
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ path: received.path }));
}

/** The token that a page of our own shows for the bridge, or the status with which anything else is refused. */
function tokenOrRefusal(request: IncomingMessage, port: number): string | number {
  const refusal = refusalOf(request, port) ?? (request.headers.origin === undefined ? 403 : null);
  if (refusal) return refusal;
  const protocols = (request.headers["sec-websocket-protocol"] ?? "").split(/\s*,\s*/);
  const path = URL.parse(request.url ?? "", "http://host")?.pathname;
  if (path !== bridgePath || !protocols.includes(bridgeProtocol)) return 404;
  const shown = protocols.find((name) => name.startsWith(authProtocolPrefix));
  return shown?.slice(authProtocolPrefix.length) ?? 401;
}

function refuse(response: ServerResponse, status: number, text = ""): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(text);
}

function reject(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
