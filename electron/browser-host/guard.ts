import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Why a request is not answered, as its status. */
export type Refusal = 403 | 421;

/**
 * Who may speak to this server at all, in the order that matters: a name that is not ours is DNS rebinding, then an
 * origin that is not ours, then a fetch that another site's page started. The launch token is checked after that.
 */
export function refusalOf(
  request: Pick<IncomingMessage, "headers" | "method">,
  port: number,
): Refusal | null {
  const { host, origin } = request.headers;
  if (host !== `127.0.0.1:${port}`) return 421;
  if (origin !== undefined && origin !== `http://127.0.0.1:${port}`) return 403;
  return isForeignFetch(request.headers, request.method) ? 403 : null;
}

/** A link or the address bar may open the page; nothing of another site may load or post anything. */
function isForeignFetch(headers: IncomingHttpHeaders, method: string | undefined): boolean {
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin") return false;
  return !(site === "none" && headers["sec-fetch-mode"] === "navigate" && method === "GET");
}

/** The token of `Authorization: Bearer <token>`. */
export function bearerOf({ authorization = "" }: IncomingHttpHeaders): string {
  return /^Bearer (\S+)$/.exec(authorization)?.[1] ?? "";
}
