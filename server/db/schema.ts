import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { JWK } from "jose";
import type { AuditAct } from "#shared/contract/hub.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import type { FieldChanges } from "../sync/history.ts";

/**
 * The hub's tables as queries see them; `migrations.ts` makes them. A dealership is a tenant: its id comes first in every
 * table that holds something of it, so that the tables can be distributed by it.
 */
const tenantId = uuid("tenant_id").notNull();
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const tenants = pgTable("tenants", {
  tenantId: tenantId.primaryKey(),
  createdAt: instant("created_at").notNull(),
});

/** The highest sequence number given out to a tenant. Its row lock puts the tenant's pushes in one order. */
export const feeds = pgTable("feeds", {
  tenantId: tenantId.primaryKey(),
  sequence: bigint("sequence", { mode: "number" }).notNull(),
  /** What the numbers count in: another one after every restore, because numbers are then given out again. */
  historyId: uuid("history_id").notNull().defaultRandom(),
});

/** Somebody of the dealership; what they may see and change goes by their role, on each of their desks. */
export const people = pgTable(
  "people",
  {
    tenantId,
    personId: uuid("person_id").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    addedAt: instant("added_at").notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.personId] })],
);

export const devices = pgTable(
  "devices",
  {
    tenantId,
    deviceId: uuid("device_id").notNull(),
    name: text("name").notNull(),
    secretHash: text("secret_hash").notNull(),
    pairedAt: instant("paired_at").notNull(),
    revokedAt: instant("revoked_at"),
    personId: uuid("person_id").notNull(),
    lastSeenAt: instant("last_seen_at"),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.deviceId] })],
);

export const pairingCodes = pgTable(
  "pairing_codes",
  {
    tenantId,
    codeHash: text("code_hash").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    /** Whose desk it makes of the one that redeems it. */
    personId: uuid("person_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.codeHash] }),
    index("pairing_codes_hash").on(table.codeHash),
  ],
);

/** What was done about people and desks. */
export const audit = pgTable(
  "audit",
  {
    tenantId,
    number: bigint("number", { mode: "number" }).generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    act: text("act").$type<AuditAct>().notNull(),
    byDeviceId: uuid("by_device_id"),
    personId: uuid("person_id"),
    deviceId: uuid("device_id"),
    detail: text("detail").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.number] })],
);

export const documents = pgTable(
  "documents",
  {
    tenantId,
    collection: text("collection").notNull(),
    id: text("id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    document: jsonb("document").$type<Envelope>().notNull(),
    /** Made by the database of the document: see the migration. */
    snapshotRank: text("snapshot_rank")
      .notNull()
      .generatedAlwaysAs(sql``),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.collection, table.id] })],
);

/**
 * Every write that was ever accepted, in feed order: a document's first version whole, later ones as what they changed.
 * `sync/history.ts` puts versions together again.
 */
export const history = pgTable(
  "history",
  {
    tenantId,
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    collection: text("collection").notNull(),
    id: text("id").notNull(),
    deviceId: uuid("device_id").notNull(),
    writtenAt: instant("written_at").notNull(),
    document: jsonb("document").$type<Envelope>(),
    changes: jsonb("changes").$type<FieldChanges>(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.sequence] })],
);

/** Which files of the content store belong to a tenant. */
export const blobs = pgTable(
  "blobs",
  {
    tenantId,
    sha256: text("sha256").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    storedAt: instant("stored_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.sha256] })],
);

/** The hub's own keys, of no tenant: what device tokens are signed with. */
export const signingKeys = pgTable("signing_keys", {
  keyId: text("key_id").primaryKey(),
  privateKey: jsonb("private_key").$type<JWK>().notNull(),
  createdAt: instant("created_at").notNull(),
});
