import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { v7 as uuid } from "uuid";
import type { OneTimeCode, Pairing } from "#shared/contract/hub.ts";
import type { PersonReference } from "#shared/model/person.ts";
import type { Role } from "#shared/model/role.ts";
import type { Database, DeviceKey } from "../db/database.ts";
import { devices, feeds, people, tenants } from "../db/schema.ts";
import { note, noteTurnedAway } from "./audit.ts";
import { type CodeOwner, codeLifetime, issueCode, ownerOfCode, useCode } from "./codes.ts";
import { createSecret, hashCode, hashSecret, isSecret } from "./secrets.ts";
import type { PairedDevice } from "./tokens.ts";

/** A code of the operator's, and the dealership that it lets into. */
export interface PairingCode extends OneTimeCode {
  readonly tenantId: string;
}

/** A dealership whose hub before this one is gone. */
export interface FormerTenant {
  readonly tenantId: string;
  readonly owner: PersonReference;
}

type Redeemed =
  /** `isAgain`: the desk was there already, perhaps as somebody else's. */
  | { readonly kind: "paired"; readonly pairing: Pairing; readonly isAgain: boolean }
  | { readonly kind: "codeRefused" | "deviceTaken" };

type Identified =
  | { readonly kind: "known"; readonly device: PairedDevice }
  | { readonly kind: "revoked" | "unknown" };

/** Which desks belong to which dealership and to whom, and how they come to. */
export interface Pairings {
  /** A code of the operator's for one more desk of the owner; with `tenantId` null, for the first desk of a new dealership. */
  createCode(tenantId: string | null): Promise<PairingCode>;
  redeem(desk: { code: string; deviceId: string; deskName: string }): Promise<Redeemed>;
  /** Makes a dealership that had another hub before, with the first owner that it had there, as far as it is not here. */
  found(tenant: FormerTenant): Promise<void>;
  /** Whom a device secret belongs to. */
  identify(deviceId: string, secret: string): Promise<Identified>;
  tenants(): Promise<string[]>;
  /** Dealerships that no desk has joined yet. */
  emptyTenants(): Promise<string[]>;
}

export function createPairings(database: Database, now: () => number): Pairings {
  const noteToken = ({ tenantId, deviceId }: Omit<DeviceKey, "pairedAt">, detail: string) =>
    noteTurnedAway(database.system, { tenantId, act: "tokenRefused", deviceId, detail }, now());
  /** A code that nobody made is no dealership's affair. */
  const noteRefusal = async (codeHash: string, deviceId: string, detail: string) => {
    const owner = await ownerOfCode(database.system, codeHash);
    if (owner) await note(database.system, { ...owner, act: "pairingRefused", deviceId, detail }, now());
  };

  return {
    createCode: (tenantId) =>
      database.inSystem(async (orm) => {
        const owner =
          tenantId === null ? await createTenant(orm, newTenant(), now()) : await ownerOf(orm, tenantId);
        await note(orm, { ...owner, act: "codeMade" }, now());
        return { ...(await issueCode(orm, owner, codeLifetime, now())), tenantId: owner.tenantId };
      }),

    found: (tenant) =>
      database.inSystem(async (orm) => {
        const { tenantId } = tenant;
        const known = await orm.select().from(tenants).where(eq(tenants.tenantId, tenantId));
        if (known.length === 0) await createTenant(orm, tenant, now());
      }),

    async redeem({ code, deviceId, deskName }) {
      const codeHash = await hashCode(code);
      const redeemed = await database
        .inSystem(async (orm): Promise<Redeemed> => {
          const owner = await useCode(orm, codeHash, now());
          const person = owner && (await joining(orm, owner, deskName));
          if (!person) return { kind: "codeRefused" };
          const secret = createSecret();
          const isAgain = await putDevice(orm, { ...owner, deviceId }, person.role, {
            personId: person.personId,
            name: deskName,
            secretHash: hashSecret(secret),
            pairedAt: new Date(now()),
            lastSeenAt: new Date(now()),
            revokedAt: null,
          });
          await note(orm, { ...owner, act: "paired", byDeviceId: deviceId, deviceId }, now());
          return { kind: "paired", pairing: { tenantId: owner.tenantId, deviceId, person, secret }, isAgain };
        })
        .catch((error: unknown): Redeemed => {
          if (error instanceof DeviceTaken) return { kind: "deviceTaken" };
          throw error;
        });
      if (redeemed.kind !== "paired") await noteRefusal(codeHash, deviceId, redeemed.kind);
      return redeemed;
    },

    async identify(deviceId, secret) {
      const paired = await database.system
        .select({ device: devices, personRemovedAt: people.removedAt })
        .from(devices)
        .innerJoin(people, and(eq(people.tenantId, devices.tenantId), eq(people.personId, devices.personId)))
        .where(eq(devices.deviceId, deviceId));
      const found = paired.find(({ device }) => isSecret(secret, device.secretHash));
      if (!found) {
        for (const { device } of paired) await noteToken(device, "wrongSecret");
        return { kind: "unknown" };
      }
      const { tenantId, pairedAt } = found.device;
      if (found.device.revokedAt || found.personRemovedAt) {
        await noteToken(found.device, "removed");
        return { kind: "revoked" };
      }
      await database.system
        .update(devices)
        .set({ lastSeenAt: new Date(now()) })
        .where(and(eq(devices.tenantId, tenantId), eq(devices.deviceId, deviceId)));
      return { kind: "known", device: { tenantId, deviceId, pairedAt: pairedAt.toISOString() } };
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

/** A dealership has an owner from the first; who that is shows when their first desk joins. */
async function createTenant(
  orm: NodePgDatabase,
  { tenantId, owner: { personId, name } }: FormerTenant,
  now: number,
): Promise<CodeOwner> {
  const owner = { tenantId, personId };
  await orm.insert(tenants).values({ tenantId, createdAt: new Date(now) });
  await orm.insert(feeds).values({ tenantId, sequence: 0 });
  await orm.insert(people).values({ ...owner, name, role: "owner", addedAt: new Date(now) });
  return owner;
}

const newTenant = (): FormerTenant => ({ tenantId: uuid(), owner: { personId: uuid(), name: "" } });

/** The first owner who is there: whom the operator's codes are for. */
async function ownerOf(orm: NodePgDatabase, tenantId: string): Promise<CodeOwner> {
  const [owner] = await orm
    .select({ tenantId: people.tenantId, personId: people.personId })
    .from(people)
    .where(and(eq(people.tenantId, tenantId), eq(people.role, "owner"), isNull(people.removedAt)))
    .orderBy(asc(people.addedAt))
    .limit(1);
  if (!owner) throw new Error("There is no such dealership on this hub");
  return owner;
}

/** Whom the code is for; null where they were removed meanwhile. The first owner is called as their first desk is. */
async function joining(orm: NodePgDatabase, { tenantId, personId }: CodeOwner, deskName: string) {
  const [person] = await orm
    .update(people)
    .set({ name: sql`CASE ${people.name} WHEN '' THEN ${deskName} ELSE ${people.name} END` })
    .where(and(eq(people.tenantId, tenantId), eq(people.personId, personId), isNull(people.removedAt)))
    .returning({ personId: people.personId, name: people.name, role: people.role });
  return person ?? null;
}

class DeviceTaken extends Error {}

type NewDevice = Omit<typeof devices.$inferInsert, "tenantId" | "deviceId">;

/**
 * A desk may pair again, and change hands once it was removed. Only an owner's code takes over one that is somebody else's
 * still: or a colleague could lock an owner out by naming the owner's desk. Answers whether it was there already.
 */
async function putDevice(
  orm: NodePgDatabase,
  key: DeviceKey,
  role: Role,
  device: NewDevice,
): Promise<boolean> {
  const [before] = await orm
    .select()
    .from(devices)
    .where(and(eq(devices.tenantId, key.tenantId), eq(devices.deviceId, key.deviceId)))
    .for("update");
  const isOthers = before !== undefined && before.personId !== device.personId && before.revokedAt === null;
  if (isOthers && role !== "owner") throw new DeviceTaken();
  await orm
    .insert(devices)
    .values({ tenantId: key.tenantId, deviceId: key.deviceId, ...device })
    .onConflictDoUpdate({ target: [devices.tenantId, devices.deviceId], set: device });
  return before !== undefined;
}
