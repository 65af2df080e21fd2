import * as z from "zod";
import { vaultLocked } from "./vault-failures.ts";

/** Why a one-time code did not let a desk into its dealership once more. */
export const rejoinFailures = {
  hubUnreachable: { message: "No hub answers there" },
  codeRefused: { message: "The code is unknown, used, expired or another dealership's" },
  deviceTaken: { message: "This device belongs to somebody else of the dealership" },
  tooManyTries: { data: z.object({ retryAfterSeconds: z.int() }) },
  ...vaultLocked,
};
