import { ORPCError } from "@orpc/server";
import type { Log } from "../log.ts";

/** One call of the window, on its way in. */
export interface BridgeCall {
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly next: () => Promise<unknown>;
}

/**
 * The one door of the window: what the contract declares passes; everything else that is thrown, before or inside a
 * stream, is a defect. It is logged, and the window gets its id and nothing more.
 */
export function defectDoor(log: Log) {
  return async ({ next, path, signal }: BridgeCall): Promise<unknown> => {
    const judge = (error: unknown) => judged(error, path.join("."), signal, log);
    try {
      const answer = await next();
      return isStream(answer) ? guarded(answer, judge) : answer;
    } catch (error) {
      throw judge(error);
    }
  };
}

async function* guarded(
  stream: AsyncIterable<unknown>,
  judge: (error: unknown) => unknown,
): AsyncGenerator<unknown, void, void> {
  try {
    yield* stream;
  } catch (error) {
    throw judge(error);
  }
}

function judged(error: unknown, call: string, signal: AbortSignal | undefined, log: Log): unknown {
  if (error instanceof ORPCError && error.defined) return error;
  if (signal?.aborted) return error;
  const defectId = log.error("bridge call failed", explained(error), { call });
  const code =
    error instanceof ORPCError && error.code === "BAD_REQUEST" ? "BAD_REQUEST" : "INTERNAL_SERVER_ERROR";
  return new ORPCError(code, { message: `Something went wrong here (${defectId})`, data: { defectId } });
}

/** A message that did not parse names the fields and not their contents. */
function explained(error: unknown): unknown {
  const cause = error instanceof ORPCError ? error.cause : undefined;
  const issues =
    cause instanceof Error && "issues" in cause && Array.isArray(cause.issues) ? cause.issues : [];
  if (issues.length === 0) return error;
  const names = issues.slice(0, 20).map((issue: { path?: unknown[]; code?: string }) => {
    return `${(issue.path ?? []).map(String).join(".")} ${issue.code ?? ""}`;
  });
  return new Error(`does not parse: ${names.join(", ")}`);
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}
