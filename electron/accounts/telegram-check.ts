import * as z from "zod";
import type { TokenProvider } from "./providers/provider.ts";

const Bot = z.object({ ok: z.literal(true), result: z.object({ username: z.string() }) });

type Checked =
  | { readonly kind: "known"; readonly who: string }
  | { readonly kind: "refused" | "unreachable" };

/** Milliseconds that the vendor has for its answer. */
const answerTimeout = 15_000;

/** Whose token it is. The token is part of the address, which therefore is in no error of this. */
export async function checkToken(
  { pattern, check }: TokenProvider,
  token: string,
  signal: AbortSignal,
): Promise<Checked> {
  if (!pattern.test(token)) return { kind: "refused" };
  const within = AbortSignal.any([signal, AbortSignal.timeout(answerTimeout)]);
  try {
    const response = await fetch(check.replace("{token}", token), { signal: within });
    if (response.status === 401 || response.status === 404) return { kind: "refused" };
    return { kind: "known", who: `@${Bot.parse(await response.json()).result.username}` };
  } catch {
    return { kind: "unreachable" };
  }
}
