import type { Services } from "../services.ts";

type Errors = Readonly<
  Record<"hubUnreachable" | "codeRefused" | "deviceTaken" | "vaultLocked", () => Error>
> & { readonly tooManyTries: (options: { data: { retryAfterSeconds: number } }) => Error };

/** Has this desk join its dealership once more, as whoever the code is for; throws what kept it from that. */
export async function rejoinOrFail(
  errors: Errors,
  { membership, access }: Pick<Services, "membership" | "access">,
  code: string,
): Promise<void> {
  const answer = await membership.rejoin(code);
  if (answer.kind === "tooManyTries")
    throw errors.tooManyTries({ data: { retryAfterSeconds: answer.retryAfterSeconds } });
  if (answer.kind !== "joined") throw errors[answer.kind]();
  await access.meet(answer.person);
}
