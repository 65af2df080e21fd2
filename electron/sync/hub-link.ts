import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import * as z from "zod";
import { hub, type Pairing } from "#shared/contract/hub.ts";
import { HubUnavailable } from "./hub-unavailable.ts";

/** The hub's contract over plain HTTP. `authorization` is asked before each call; null sends none. */
export type HubApi = JsonifiedClient<ContractRouterClient<typeof hub>>;

/** Milliseconds that the hub has for an ordinary answer. */
export const answerTimeout = 20_000;
/** Milliseconds for a page of rows, which a weak signal carries slowly; within the minute that the window waits for one. */
export const pageTimeout = 50_000;

export function linkHub(address: string, authorization: (() => Promise<string>) | null): HubApi {
  const headers = async () => (authorization ? { authorization: await authorization() } : {});
  return createORPCClient(new OpenAPILink(hub, { url: address, headers }));
}

export type Redemption =
  | { readonly kind: "paired"; readonly pairing: Pairing }
  | { readonly kind: "hubUnreachable" | "codeRefused" | "deviceTaken" }
  | { readonly kind: "tooManyTries"; readonly retryAfterSeconds: number };

/** Turns a one-time code into this desk's credential. */
export async function redeemCode(
  address: string,
  input: { deviceId: string; deskName: string; code: string },
  signal: AbortSignal = AbortSignal.timeout(answerTimeout),
): Promise<Redemption> {
  try {
    return { kind: "paired", pairing: await linkHub(address, null).pairing.redeem(input, { signal }) };
  } catch (error) {
    if (isRefusal(error, "codeRefused")) return { kind: "codeRefused" };
    if (isRefusal(error, "deviceTaken")) return { kind: "deviceTaken" };
    if (isRefusal(error, "tooManyTries")) return { kind: "tooManyTries", ...TooManyTries.parse(error.data) };
    // Whatever else answers there, it is no hub that could pair with this desk now.
    if (error instanceof ORPCError || isTransport(error)) return { kind: "hubUnreachable" };
    throw error;
  }
}

const TooManyTries = z.object({ retryAfterSeconds: z.int() });

/** Whether the hub refused with this code of its contract. */
export function isRefusal(error: unknown, code: string): error is ORPCError<string, unknown> {
  return error instanceof ORPCError && error.code === code;
}

/** Whether an error means "nobody there, or nobody who can answer now" and the same call may do later. */
export function isTransport(error: unknown): boolean {
  if (error instanceof ORPCError) return error.status >= 500 || error.status === 404 || error.status === 429;
  if (error instanceof HubUnavailable) return error.kind === "offline";
  return error instanceof Error && transportNames.has(error.name);
}

/** `TypeError` is what fetch throws where there is no connection; the plain error is oRPC's, of an answer that is no hub's. */
const transportNames = new Set([
  "TypeError",
  "TimeoutError",
  "AbortError",
  "SyntaxError",
  "Error",
  "SocketError",
]);
