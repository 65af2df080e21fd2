import { randomBytes } from "node:crypto";
import { recoveryCodeLength } from "#shared/contract/lock.ts";

/** 32 letters and digits that are not taken for each other. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 80 random bits in four groups of four. */
export function freshRecoveryCode(): string {
  const drawn = [...randomBytes(recoveryCodeLength)].map((byte) => letters[byte % letters.length]).join("");
  return drawn.match(/.{4}/g)!.join("-");
}

/** The code as it was made, however it was typed. */
export function asMade(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll(/[IL]/g, "1")
    .replaceAll("O", "0");
}
