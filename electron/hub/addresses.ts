import { networkInterfaces } from "node:os";
import { defaultHubPort } from "#shared/contract/ports.ts";

/** Where other computers reach a hub of this one: its IPv4 addresses on the local network. */
export function networkAddresses(port: number): string[] {
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}

/** The address by which this computer itself reaches a server that listens on `host`. */
export function ownAddress(host: string, port: number): string {
  const everywhere = host === "0.0.0.0" || host === "::" || host === "localhost";
  const name = everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Whether only this computer reaches what listens there. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** A hub's address as a person types it, made whole: `lot-pc` is `http://lot-pc:47110`. Null where it is none. */
export function hubAddressOf(typed: string): string | null {
  const hasScheme = /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  const text = typed.trim().replace(hasScheme ? /(?<!\/|:)\/+$/ : /\/+$/, "");
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return null;
  if (url.username || url.password || url.search || url.hash) return null;
  if (url.pathname !== "/" && !hasScheme) return null;
  // `https` and an explicit `:80` are somebody's own server; only a bare name means the usual port.
  const bare = url.port === "" && url.protocol === "http:" && !text.endsWith(":80");
  if (bare) url.port = String(defaultHubPort);
  return `${url.origin}${url.pathname === "/" ? "" : url.pathname}`;
}
