import * as z from "zod";
import { HubTrouble } from "#shared/contract/own-hub.ts";
import { PersonReference } from "#shared/model/person.ts";

/** What main tells the worker that runs this desk's own hub, and what it hears back. */
export const HubStart = z.object({
  dataFolder: z.string(),
  host: z.string(),
  port: z.int(),
});
export type HubStart = z.infer<typeof HubStart>;

export const HubCommand = z.discriminatedUnion("type", [
  z.object({ type: z.literal("createPairingCode"), id: z.int(), tenantId: z.string().nullable() }),
  z.object({ type: z.literal("emptyTenants"), id: z.int() }),
  z.object({ type: z.literal("tenants"), id: z.int() }),
  z.object({ type: z.literal("found"), id: z.int(), tenantId: z.string(), owner: PersonReference }),
  z.object({
    type: z.literal("takeFiles"),
    id: z.int(),
    tenantId: z.string(),
    from: z.string(),
    shelf: z.int(),
  }),
  z.object({ type: z.literal("stop"), id: z.int() }),
]);
export type HubCommand = z.infer<typeof HubCommand>;

export const PairingCode = z.object({ code: z.string(), expiresAt: z.string(), tenantId: z.string() });
export type PairingCode = z.infer<typeof PairingCode>;

export const TakenFiles = z.object({ taken: z.int(), damaged: z.int() });
export type TakenFiles = z.infer<typeof TakenFiles>;

export const HubReport = z.discriminatedUnion("type", [
  z.object({ type: z.literal("started"), port: z.int() }),
  z.object({ type: z.literal("notStarted"), trouble: HubTrouble, message: z.string() }),
  /** A part of the database cannot be read any more. */
  z.object({ type: z.literal("damaged") }),
  z.object({ type: z.literal("answer"), id: z.int(), value: z.unknown() }),
  z.object({ type: z.literal("failure"), id: z.int(), message: z.string() }),
  z.object({
    type: z.literal("log"),
    level: z.enum(["info", "error"]),
    event: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
]);
export type HubReport = z.infer<typeof HubReport>;
