import type { IncomingMessage } from "node:http";
import type { Identity, Tokens } from "../auth/tokens.ts";
import { type Allowances, TooManyRequests } from "./allowances.ts";

/** Who a request comes from. */
export interface Caller {
  /** Null without a good token of ours. */
  readonly identity: Identity | null;
  /** The network that it comes from, for counting; never logged. */
  readonly network: string;
}

/** Throws `TooManyRequests` where a desk, or strangers at one address, ask for more than their share. */
export async function callerOf(
  request: IncomingMessage,
  {
    tokens,
    allowances,
    trustProxy,
    ofFiles,
  }: { tokens: Tokens; allowances: Allowances; trustProxy: boolean; ofFiles: boolean },
): Promise<Caller> {
  const identity = await tokens.bearer(request.headers.authorization);
  const network = networkOf(addressOf(request, trustProxy));
  const wait = identity
    ? await allowances.take(ofFiles ? "files" : "calls", identity.deviceId)
    : await allowances.take("strangers", network);
  if (wait > 0) throw new TooManyRequests(wait);
  return { identity, network };
}

/** The proxy appends the address that it saw, so the last one is the one to believe. */
function addressOf({ socket, headers }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = [headers["x-forwarded-for"] ?? ""].flat().join(",").split(",").at(-1)?.trim();
  return (trustProxy && forwarded) || (socket.remoteAddress ?? "");
}

/** One IPv6 customer has a whole /64 of addresses, so those count as one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const groups = head.split(":").filter(Boolean);
  const zeros = 8 - groups.length - tail.split(":").filter(Boolean).length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill("0")].slice(0, 4).join(":");
}
