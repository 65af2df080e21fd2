import type { Services } from "../services.ts";

/** Aborts when the caller goes or the services close, whichever comes first. */
export function signalOf(
  { closing }: Pick<Services, "closing">,
  caller: AbortSignal | undefined,
): AbortSignal {
  return caller ? AbortSignal.any([caller, closing]) : closing;
}
