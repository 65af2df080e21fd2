import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { v7 as uuid } from "uuid";
import type { AuditEntry, Device, OneTimeCode, Person } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import type { Access } from "../db/access.ts";
import type { Database, DeviceKey } from "../db/database.ts";
import { devices, feeds, pairingCodes, people } from "../db/schema.ts";
import type { AccessWatch } from "../sync/access-watch.ts";
import { note, readAudit } from "./audit.ts";
import { codeLifetime, invitationLifetime, issueCode, withdrawCodes } from "./codes.ts";

export type PeopleFailure = "notAllowed" | "unknownPerson" | "lastOwner" | "unknownDevice";

/** What cannot be done about people or devices, and why. */
export class PeopleRefusal extends Error {
  override name = "PeopleRefusal";
  readonly kind: PeopleFailure;

  constructor(kind: PeopleFailure) {
    super(kind);
    this.kind = kind;
  }
}

/**
 * The people of a dealership and their desks, as one of the desks asks for it. Everything throws a `PeopleRefusal` where that
 * desk's person may not do it, and `DeviceRevoked`.
 */
export interface People {
  me(by: DeviceKey): Promise<Access>;
  list(by: DeviceKey): Promise<Person[]>;
  invite(by: DeviceKey, person: { name: string; role: Role }): Promise<OneTimeCode & { personId: string }>;
  inviteAgain(by: DeviceKey, personId: string): Promise<OneTimeCode>;
  cancelInvitation(by: DeviceKey, personId: string): Promise<void>;
  change(by: DeviceKey, person: { personId: string; name: string; role: Role }): Promise<void>;
  remove(by: DeviceKey, personId: string): Promise<void>;
  audit(by: DeviceKey, page: { before?: number | undefined; limit: number }): Promise<AuditEntry[]>;
  /** A code for one more desk of the asking desk's own person. */
  createOwnCode(by: DeviceKey): Promise<OneTimeCode>;
  devices(by: DeviceKey): Promise<Device[]>;
  renameDevice(by: DeviceKey, device: { deviceId: string; name: string }): Promise<void>;
  revokeDevice(by: DeviceKey, deviceId: string): Promise<void>;
}

export function createPeople(database: Database, access: AccessWatch, now: () => number): People {
  /** What an owner does, in one transaction with its line of the audit. */
  const asOwner = async <T>(by: DeviceKey, act: (orm: NodePgDatabase) => Promise<T>): Promise<T> => {
    if ((await accessOf(database, by)).role !== "owner") throw new PeopleRefusal("notAllowed");
    return database.inSystem(act);
  };
  const code = ({ code, expiresAt }: OneTimeCode): OneTimeCode => ({ code, expiresAt });

  return {
    me: (by) => accessOf(database, by),

    async list(by) {
      await accessOf(database, by);
      return listPeople(database.system, by.tenantId);
    },

    invite: (by, { name, role }) =>
      asOwner(by, async (orm) => {
        const owner = { tenantId: by.tenantId, personId: uuid() };
        await orm.insert(people).values({ ...owner, name, role, addedAt: new Date(now()) });
        await note(orm, { ...owner, act: "invited", byDeviceId: by.deviceId, detail: role }, now());
        return {
          ...code(await issueCode(orm, owner, invitationLifetime, now())),
          personId: owner.personId,
        };
      }),

    inviteAgain: (by, personId) =>
      asOwner(by, async (orm) => {
        const { role } = await personOf(orm, by.tenantId, personId);
        const owner = { tenantId: by.tenantId, personId };
        await withdrawCodes(orm, owner);
        await note(orm, { ...owner, act: "invited", byDeviceId: by.deviceId, detail: role }, now());
        return code(await issueCode(orm, owner, invitationLifetime, now()));
      }),

    cancelInvitation: (by, personId) =>
      asOwner(by, async (orm) => {
        const owner = { tenantId: by.tenantId, personId };
        await personOf(orm, by.tenantId, personId);
        await withdrawCodes(orm, owner);
        await note(orm, { ...owner, act: "invitationCancelled", byDeviceId: by.deviceId }, now());
        const own = await orm.select().from(devices).where(ownedBy(by.tenantId, personId)).limit(1);
        // Who never came is not kept in the list.
        if (own.length === 0) await orm.delete(people).where(person(by.tenantId, personId));
      }),

    async change(by, { personId, name, role }) {
      await asOwner(by, async (orm) => {
        const before = await personOf(orm, by.tenantId, personId);
        if (role !== "owner") await keepAnOwner(orm, by.tenantId, personId);
        await orm.update(people).set({ name, role }).where(person(by.tenantId, personId));
        const detail = `${before.role} > ${role}`;
        await note(
          orm,
          { tenantId: by.tenantId, act: "personChanged", byDeviceId: by.deviceId, personId, detail },
          now(),
        );
      });
      access.changed(by.tenantId);
    },

    async remove(by, personId) {
      await asOwner(by, async (orm) => {
        const owner = { tenantId: by.tenantId, personId };
        await personOf(orm, by.tenantId, personId);
        await keepAnOwner(orm, by.tenantId, personId);
        await withdrawCodes(orm, owner);
        const at = new Date(now());
        await orm.update(people).set({ removedAt: at }).where(person(by.tenantId, personId));
        await orm
          .update(devices)
          .set({ revokedAt: at })
          .where(and(ownedBy(by.tenantId, personId), isNull(devices.revokedAt)));
        await note(orm, { ...owner, act: "personRemoved", byDeviceId: by.deviceId }, now());
      });
      access.changed(by.tenantId);
    },

    audit: (by, page) => asOwner(by, (orm) => readAudit(orm, by.tenantId, page)),

    async createOwnCode(by) {
      const { personId } = await accessOf(database, by);
      const owner = { tenantId: by.tenantId, personId };
      return database.inSystem(async (orm) => {
        await note(orm, { ...owner, act: "codeMade", byDeviceId: by.deviceId }, now());
        return code(await issueCode(orm, owner, codeLifetime, now()));
      });
    },

    async devices(by) {
      const { role, personId } = await accessOf(database, by);
      const own = role === "owner" ? undefined : eq(devices.personId, personId);
      const rows = await database.system
        .select()
        .from(devices)
        .where(and(eq(devices.tenantId, by.tenantId), own))
        .orderBy(asc(devices.pairedAt));
      return rows.map(deviceOf);
    },

    renameDevice: async (by, { deviceId, name }) => {
      await changeDevice(by, deviceId, { name }, "deviceRenamed");
    },

    async revokeDevice(by, deviceId) {
      await changeDevice(by, deviceId, { revokedAt: new Date(now()) }, "deviceRevoked");
      access.changed(by.tenantId);
    },
  };

  async function changeDevice(
    by: DeviceKey,
    deviceId: string,
    set: Partial<typeof devices.$inferInsert>,
    act: "deviceRenamed" | "deviceRevoked",
  ): Promise<void> {
    const { role, personId } = await accessOf(database, by);
    await database.inSystem(async (orm) => {
      const which = and(eq(devices.tenantId, by.tenantId), eq(devices.deviceId, deviceId));
      const [device] = await orm.select().from(devices).where(which);
      if (!device) throw new PeopleRefusal("unknownDevice");
      if (role !== "owner" && device.personId !== personId) throw new PeopleRefusal("notAllowed");
      await orm.update(devices).set(set).where(which);
      const detail = set.name ?? "";
      await note(orm, { tenantId: by.tenantId, act, byDeviceId: by.deviceId, deviceId, detail }, now());
    });
  }
}

function accessOf(database: Database, by: DeviceKey): Promise<Access> {
  return database.asDevice(by, ({ access }) => Promise.resolve(access));
}

const person = (tenantId: string, personId: string) =>
  and(eq(people.tenantId, tenantId), eq(people.personId, personId));
const ownedBy = (tenantId: string, personId: string) =>
  and(eq(devices.tenantId, tenantId), eq(devices.personId, personId));

async function personOf(orm: NodePgDatabase, tenantId: string, personId: string) {
  const [found] = await orm
    .select()
    .from(people)
    .where(and(person(tenantId, personId), isNull(people.removedAt)));
  if (!found) throw new PeopleRefusal("unknownPerson");
  return found;
}

/** Of two owners who remove each other at once, one stays: the tenant's row is the turnstile. */
async function keepAnOwner(orm: NodePgDatabase, tenantId: string, except: string): Promise<void> {
  await orm.execute(sql`SELECT FROM ${feeds} WHERE ${feeds.tenantId} = ${tenantId} FOR UPDATE`);
  const owners = await orm
    .select({ personId: people.personId })
    .from(people)
    .where(and(eq(people.tenantId, tenantId), eq(people.role, "owner"), isNull(people.removedAt)));
  if (owners.every(({ personId }) => personId === except)) throw new PeopleRefusal("lastOwner");
}

async function listPeople(orm: NodePgDatabase, tenantId: string): Promise<Person[]> {
  const rows = await orm
    .select({
      one: people,
      invitedUntil: sql<Date | null>`max(${pairingCodes.expiresAt})`.mapWith(pairingCodes.expiresAt),
    })
    .from(people)
    .leftJoin(
      pairingCodes,
      and(
        eq(pairingCodes.tenantId, people.tenantId),
        eq(pairingCodes.personId, people.personId),
        isNull(pairingCodes.usedAt),
      ),
    )
    .where(and(eq(people.tenantId, tenantId), isNull(people.removedAt)))
    .groupBy(people.tenantId, people.personId)
    .orderBy(asc(people.addedAt));
  return rows.map(({ one: { personId, name, role, addedAt }, invitedUntil }) => ({
    personId,
    name,
    role,
    addedAt: addedAt.toISOString(),
    invitedUntil: invitedUntil?.toISOString() ?? null,
  }));
}

function deviceOf({
  deviceId,
  personId,
  name,
  pairedAt,
  lastSeenAt,
  revokedAt,
}: typeof devices.$inferSelect): Device {
  return {
    deviceId,
    personId,
    name,
    pairedAt: pairedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
