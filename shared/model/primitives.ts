import * as z from "zod";

/** A UUID of any version; new documents get version 7, which sorts by creation time. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** UTC, ISO 8601 with milliseconds, as `Date.prototype.toISOString` writes it. */
export const Instant = z.iso.datetime();
export type Instant = z.infer<typeof Instant>;

/** A day in the dealer's own calendar, `YYYY-MM-DD`, in no time zone. */
export const CivilDate = z.iso.date();
export type CivilDate = z.infer<typeof CivilDate>;

/** Lower-case hexadecimal SHA-256 of a file's bytes. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;

export const Currency = z.enum(["MXN", "USD", "EUR", "BGN", "RON", "GBP"]);
export type Currency = z.infer<typeof Currency>;

/** `amount` is in minor units (centavos, cents), always whole. */
export const Money = z.object({ amount: z.int(), currency: Currency });
export type Money = z.infer<typeof Money>;

export const Distance = z.object({ value: z.int().min(0).max(2_000_000), unit: z.enum(["km", "mi"]) });
export type Distance = z.infer<typeof Distance>;
