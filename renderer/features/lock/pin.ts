import { Pin } from "#shared/contract/lock.ts";

/** What a field for a PIN is, whichever form it is in. */
export const pinField = {
  type: "password",
  inputMode: "numeric",
  autoComplete: "off",
  maxLength: 8,
} as const;

/** The digits of what was typed. */
export const asPin = (typed: string) => typed.replaceAll(/\D/g, "");

export const isPin = (typed: string) => Pin.safeParse(typed).success;
