import { and, asc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { v7 as uuid } from "uuid";
import type { DeviceRole, Pairing } from "#shared/contract/hub.ts";
import type { Database } from "../db/database.ts";
import { devices, feeds, pairingCodes, tenants } from "../db/schema.ts";
import { createCode, createSecret, hashCode, hashSecret, isSecret } from "./secrets.ts";

/** How long a pairing code is good: milliseconds. */
const codeLifetime = 15 * 60_000;

export interface PairingCode {
  readonly code: string;
  readonly expiresAt: string;
  readonly tenantId: string;
}

/** Which desks belong to which dealership, and how they come to. */
export interface Pairings {
  /** A code for one more desk; with `tenantId` null, for the first desk of a new dealership. */
  createCode(tenantId: string | null, issuerRole: DeviceRole): Promise<PairingCode>;
  /** Null where the code is unknown, used or expired. */
  redeem(desk: { code: string; deviceId: string; deskName: string }): Promise<Pairing | null>;
  /** Whom a device secret belongs to; null where it belongs to nobody, or no longer. */
  identify(deviceId: string, secret: string): Promise<Omit<Pairing, "secret"> | null>;
  tenants(): Promise<string[]>;
  /** Dealerships that no desk has joined yet. */
  emptyTenants(): Promise<string[]>;
}

export function createPairings(database: Database, now: () => number): Pairings {
  return {
    createCode: (tenantId, issuerRole) =>
      database.inSystem(async (orm) => {
        const tenant = tenantId === null ? await createTenant(orm, now()) : await knownTenant(orm, tenantId);
        return issueCode(orm, tenant, issuerRole, now());
      }),

    redeem: ({ code, deviceId, deskName }) =>
      database.inSystem(async (orm) => {
        const used = await useCode(orm, code, now());
        if (!used) return null;
        const secret = createSecret();
        const role = await roleOf(orm, used, deviceId);
        const fresh = { name: deskName, role, secretHash: hashSecret(secret), pairedAt: new Date(now()) };
        await orm
          .insert(devices)
          .values({ tenantId: used.tenantId, deviceId, ...fresh })
          .onConflictDoUpdate({
            target: [devices.tenantId, devices.deviceId],
            set: { ...fresh, revokedAt: null },
          });
        return { tenantId: used.tenantId, deviceId, role, secret };
      }),

    async identify(deviceId, secret) {
      const paired = await database.system
        .select()
        .from(devices)
        .where(and(eq(devices.deviceId, deviceId), isNull(devices.revokedAt)));
      const device = paired.find(({ secretHash }) => isSecret(secret, secretHash));
      return device ? { tenantId: device.tenantId, deviceId, role: device.role } : null;
    },

    async tenants() {
      const rows = await database.system.select().from(tenants).orderBy(asc(tenants.createdAt));
      return rows.map(({ tenantId }) => tenantId);
    },

    async emptyTenants() {
      const rows = await database.system
        .select({ tenantId: tenants.tenantId })
        .from(tenants)
        .leftJoin(devices, eq(devices.tenantId, tenants.tenantId))
        .where(isNull(devices.deviceId))
        .orderBy(asc(tenants.createdAt));
      return rows.map(({ tenantId }) => tenantId);
    },
  };
}

async function createTenant(orm: NodePgDatabase, now: number): Promise<string> {
  const tenantId = uuid();
  await orm.insert(tenants).values({ tenantId, createdAt: new Date(now) });
  await orm.insert(feeds).values({ tenantId, sequence: 0 });
  return tenantId;
}

async function knownTenant(orm: NodePgDatabase, tenantId: string): Promise<string> {
  const known = await orm.select().from(tenants).where(eq(tenants.tenantId, tenantId));
  if (known.length === 0) throw new Error("There is no such dealership on this hub");
  return tenantId;
}

async function issueCode(
  orm: NodePgDatabase,
  tenantId: string,
  issuerRole: DeviceRole,
  now: number,
): Promise<PairingCode> {
  await orm.delete(pairingCodes).where(lt(pairingCodes.expiresAt, new Date(now)));
  const code = createCode();
  const expiresAt = new Date(now + codeLifetime);
  await orm.insert(pairingCodes).values({ tenantId, codeHash: hashCode(code), issuerRole, expiresAt });
  return { code, expiresAt: expiresAt.toISOString(), tenantId };
}

type UsedCode = Pick<typeof pairingCodes.$inferSelect, "tenantId" | "issuerRole">;

/** Marks the code used and answers it; of two who redeem it at once, one gets null. */
async function useCode(orm: NodePgDatabase, code: string, now: number): Promise<UsedCode | null> {
  const [used] = await orm
    .update(pairingCodes)
    .set({ usedAt: new Date(now) })
    .where(
      and(
        eq(pairingCodes.codeHash, hashCode(code)),
        isNull(pairingCodes.usedAt),
        gt(pairingCodes.expiresAt, new Date(now)),
      ),
    )
    .returning({ tenantId: pairingCodes.tenantId, issuerRole: pairingCodes.issuerRole });
  return used ?? null;
}

/**
 * The first desk of a dealership owns it. A desk that pairs again keeps its role, unless the code came from a member: or a
 * member could become the owner by naming the owner's desk.
 */
async function roleOf(orm: NodePgDatabase, used: UsedCode, deviceId: string): Promise<DeviceRole> {
  await orm.execute(sql`SELECT FROM ${feeds} WHERE ${feeds.tenantId} = ${used.tenantId} FOR UPDATE`);
  const paired = await orm.select().from(devices).where(eq(devices.tenantId, used.tenantId));
  if (paired.length === 0) return "owner";
  const before = paired.find((device) => device.deviceId === deviceId);
  return before?.role === "owner" && used.issuerRole === "owner" ? "owner" : "member";
}
