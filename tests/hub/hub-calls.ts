import { type AnyContractProcedure, isContractProcedure } from "@orpc/contract";
import type * as z from "zod";
import { hub, updatesRoute } from "#shared/contract/hub.ts";
import { byteRoutes } from "#server/http/byte-routes.ts";

/** A way to ask something of a hub. */
export interface HubCall {
  /** `people.invite`, or `PUT /blobs/{sha256}` of what travels as bytes. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Whether it is for everybody. */
  readonly isOpen: boolean;
  /** Null for none; of bytes there is only what the path names. */
  readonly input: z.ZodType | null;
}

/** Every procedure of the contract: what is added to it is here as well. */
export const procedures: readonly HubCall[] = proceduresIn(hub, []);

/** Every route that is described beside it, but for new versions of the app, which are of no dealership. */
export const byteCalls: readonly HubCall[] = Object.entries(byteRoutes)
  .filter(([path]) => !path.startsWith(updatesRoute))
  .flatMap(([path, item]) =>
    Object.keys(item ?? {})
      .filter((method) => ["get", "head", "put", "post", "patch", "delete"].includes(method))
      .map((method) => method.toUpperCase())
      .map((method) => ({ name: `${method} ${path}`, method, path, isOpen: false, input: null })),
  );

function proceduresIn(part: object, names: readonly string[]): HubCall[] {
  if (isContractProcedure(part)) return [callOf(part, names.join("."))];
  return Object.entries(part).flatMap(([name, inner]) => proceduresIn(inner as object, [...names, name]));
}

function callOf({ "~orpc": procedure }: AnyContractProcedure, name: string): HubCall {
  const { method = "POST", path = "" } = procedure.route;
  const isOpen = !("UNAUTHORIZED" in procedure.errorMap);
  return { name, method, path, isOpen, input: (procedure.inputSchema as z.ZodType | undefined) ?? null };
}

/** The request that a client would make: what the path names goes there, the rest into the query or the body. */
export function requestOf(
  { method, path }: HubCall,
  input: Readonly<Record<string, unknown>>,
): { path: string; init: RequestInit } {
  const rest = new Map(Object.entries(input));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (method !== "GET")
    return {
      path: filled,
      init: {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(Object.fromEntries(rest)),
      },
    };
  const query = new URLSearchParams([...rest].flatMap(([name, value]) => inQuery(name, value)));
  return { path: `${filled}?${query}`, init: { method } };
}

/** Fields of an object are named in brackets, as oRPC reads them. */
function inQuery(name: string, value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).map(([field, inner]) => [`${name}[${field}]`, String(inner)]);
}
