import { ORPCError } from "@orpc/client";

/** The kind of failure that a call of the bridge declares; '' for anything else. */
export function failureOf(error: unknown): string {
  return error instanceof ORPCError ? error.code : "";
}
