import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Device, Person } from "#shared/contract/hub.ts";
import { type Access, DeviceRevoked } from "../db/access.ts";
import type { DeviceKey } from "../db/database.ts";
import { devices, feeds, pairingCodes, people } from "../db/schema.ts";
import { PeopleRefusal } from "./people-refusal.ts";

export const personIs = (tenantId: string, personId: string) =>
  and(eq(people.tenantId, tenantId), eq(people.personId, personId));
export const deviceIs = ({ tenantId, deviceId }: DeviceKey) =>
  and(eq(devices.tenantId, tenantId), eq(devices.deviceId, deviceId));
/** As exactly as a token says it: PostgreSQL counts microseconds. */
const isPairedAt = ({ pairedAt }: DeviceKey) =>
  pairedAt === undefined
    ? undefined
    : sql`date_trunc('milliseconds', ${devices.pairedAt}) = ${pairedAt}::timestamptz`;
export const isOwnedBy = (tenantId: string, personId: string) =>
  and(eq(devices.tenantId, tenantId), eq(devices.personId, personId));
const isOfDevice = and(eq(people.tenantId, devices.tenantId), eq(people.personId, devices.personId));

/**
 * Whose desk it is, and until the end of the transaction nobody else changes people or desks of the dealership: the feed's row
 * is the turnstile, so that of two owners who remove each other at once, one stays. Throws `DeviceRevoked`.
 */
export async function enterAlone(orm: NodePgDatabase, by: DeviceKey): Promise<Access> {
  await orm.execute(sql`SELECT FROM ${feeds} WHERE ${feeds.tenantId} = ${by.tenantId} FOR UPDATE`);
  const [found] = await orm
    .select({ personId: people.personId, name: people.name, role: people.role, deskName: devices.name })
    .from(devices)
    .innerJoin(people, isOfDevice)
    .where(and(deviceIs(by), isPairedAt(by), isNull(devices.revokedAt), isNull(people.removedAt)));
  if (!found) throw new DeviceRevoked();
  return found;
}

export async function personOf(orm: NodePgDatabase, tenantId: string, personId: string) {
  const [found] = await orm
    .select()
    .from(people)
    .where(and(personIs(tenantId, personId), isNull(people.removedAt)));
  if (!found) throw new PeopleRefusal("unknownPerson");
  return found;
}

export async function deviceOf(orm: NodePgDatabase, key: DeviceKey) {
  const [found] = await orm.select().from(devices).where(deviceIs(key));
  if (!found) throw new PeopleRefusal("unknownDevice");
  return found;
}

/** Without this person, or without this desk, an owner has to be left who has a desk: one who was invited may never come. */
export async function keepAnOwner(
  orm: NodePgDatabase,
  tenantId: string,
  without: { readonly personId: string } | { readonly deviceId: string },
): Promise<void> {
  const owners = await orm
    .select({ personId: people.personId, deviceId: devices.deviceId })
    .from(devices)
    .innerJoin(people, isOfDevice)
    .where(
      and(
        eq(devices.tenantId, tenantId),
        eq(people.role, "owner"),
        isNull(people.removedAt),
        isNull(devices.revokedAt),
      ),
    );
  const left = owners.filter(({ personId, deviceId }) =>
    "personId" in without ? personId !== without.personId : deviceId !== without.deviceId,
  );
  if (left.length === 0 && owners.length > 0) throw new PeopleRefusal("lastOwner");
}

export async function listPeople(orm: NodePgDatabase, tenantId: string): Promise<Person[]> {
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

/** All desks, or those of one person. */
export async function listDevices(
  orm: NodePgDatabase,
  tenantId: string,
  personId: string | null,
): Promise<Device[]> {
  const rows = await orm
    .select()
    .from(devices)
    .where(personId === null ? eq(devices.tenantId, tenantId) : isOwnedBy(tenantId, personId))
    .orderBy(asc(devices.pairedAt));
  return rows.map(({ deviceId, personId, name, pairedAt, lastSeenAt, revokedAt }) => ({
    deviceId,
    personId,
    name,
    pairedAt: pairedAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }));
}

/** Desks that were not removed, nor the person whose they are. */
export async function presentDevices(orm: NodePgDatabase, tenantId: string): Promise<string[]> {
  const rows = await orm
    .select({ deviceId: devices.deviceId })
    .from(devices)
    .innerJoin(people, isOfDevice)
    .where(and(eq(devices.tenantId, tenantId), isNull(devices.revokedAt), isNull(people.removedAt)));
  return rows.map(({ deviceId }) => deviceId);
}
