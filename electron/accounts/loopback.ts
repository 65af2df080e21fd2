import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { unlessAborted } from "../sync/bell.ts";
import { type PageOutcome, resultPage } from "./result-page.ts";
import { SignInFailed } from "./sign-in-failed.ts";

/** Where a vendor's answer comes to (RFC 8252, 7.3): a server on this computer that lives as long as one sign-in. */
export interface Loopback extends AsyncDisposable {
  readonly redirectUri: string;
  /** Leads the browser on to the vendor, so that nobody but main has to hold the address with its secrets. */
  readonly startLink: string;
  leadTo(authorizationUrl: string): void;
  /** The vendor's answer; the browser waits until `finish` says what it should show. Rejects when the signal aborts. */
  answer(signal: AbortSignal): Promise<VendorAnswer>;
}

interface VendorAnswer {
  readonly parameters: URLSearchParams;
  finish(outcome: PageOutcome): void;
}

export interface LoopbackOptions {
  readonly host: "127.0.0.1" | "localhost";
  /** Null for any free one. */
  readonly port: number | null;
  /** What the answer has to carry; others are turned away and change nothing. */
  readonly state: string;
  readonly language: "en" | "es-MX";
}

const redirectPath = "/callback";
const startPath = "/start";

/** Throws `SignInFailed` with `portTaken`. */
export async function openLoopback({ host, port, state, language }: LoopbackOptions): Promise<Loopback> {
  const arrived = Promise.withResolvers<VendorAnswer>();
  let destination: string | null = null;
  let taken = false;
  const server = createServer((request, response) => {
    const url = pageOf(request, server, host);
    if (url?.pathname === startPath && destination !== null) return lead(response, destination);
    if (url?.pathname !== redirectPath) return turnAway(response, 404);
    if (url.searchParams.get("state") !== state || taken) return turnAway(response, 400);
    taken = true;
    arrived.resolve({
      parameters: url.searchParams,
      finish: (outcome) => show(response, resultPage(outcome, language)),
    });
  });
  await listen(server, port ?? 0);
  const origin = `http://${host}:${portOf(server)}`;

  return {
    redirectUri: `${origin}${redirectPath}`,
    startLink: `http://127.0.0.1:${portOf(server)}${startPath}`,
    leadTo: (authorizationUrl) => void (destination = authorizationUrl),
    answer: (signal) => unlessAborted(arrived.promise, signal),
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), lastAnswerTime);
      await closed;
      clearTimeout(timer);
    },
  };
}

/** Milliseconds in which the browser has to fetch the last page. */
const lastAnswerTime = 2_000;

/** Null for what no browser asks that was sent here: another method, or a name that only leads here. */
function pageOf({ method, url, headers }: IncomingMessage, server: Server, host: string): URL | null {
  const port = portOf(server);
  if (method !== "GET" || ![`127.0.0.1:${port}`, `${host}:${port}`].includes(headers.host ?? "")) return null;
  return URL.parse(url ?? "", `http://127.0.0.1:${port}`);
}

const headers = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  connection: "close",
};

function lead(response: ServerResponse, location: string): void {
  response.writeHead(302, { ...headers, location }).end();
}

function show(response: ServerResponse, { html, policy }: ReturnType<typeof resultPage>): void {
  response
    .writeHead(200, {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
    })
    .end(html);
}

function turnAway(response: ServerResponse, status: number): void {
  response.writeHead(status, headers).end();
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
  } catch {
    throw new SignInFailed("portTaken");
  }
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
