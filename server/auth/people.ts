import { and, isNull } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { v7 as uuid } from "uuid";
import type { AuditEntry, Device, OneTimeCode, Person } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import type { Access } from "../db/access.ts";
import type { Database, DeviceKey } from "../db/database.ts";
import { devices, people } from "../db/schema.ts";
import type { AccessWatch } from "../sync/access-watch.ts";
import { type Deed, note, readAudit } from "./audit.ts";
import { codeLifetime, invitationLifetime, issueCode, withdrawCodes } from "./codes.ts";
import { PeopleRefusal } from "./people-refusal.ts";
import {
  deviceIs,
  deviceOf,
  enterAlone,
  isOwnedBy,
  keepAnOwner,
  listDevices,
  listPeople,
  personIs,
  personOf,
  presentDevices,
} from "./people-rows.ts";

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
  /** Those that the person may see, and the ids of all that belong to the dealership now. */
  devices(by: DeviceKey): Promise<{ devices: Device[]; present: string[] }>;
  renameDevice(by: DeviceKey, device: { deviceId: string; name: string }): Promise<void>;
  revokeDevice(by: DeviceKey, deviceId: string): Promise<void>;
}

/** What one desk does, in one transaction with the look at its rights and the line of the audit. */
interface Acting {
  readonly orm: NodePgDatabase;
  readonly access: Access;
  note(deed: Omit<Deed, "tenantId" | "byDeviceId">): Promise<void>;
}

export function createPeople(database: Database, watch: AccessWatch, now: () => number): People {
  const acting = <T>(by: DeviceKey, act: (acting: Acting) => Promise<T>): Promise<T> =>
    database.inSystem(async (orm) =>
      act({
        orm,
        access: await enterAlone(orm, by),
        note: (deed) => note(orm, { tenantId: by.tenantId, byDeviceId: by.deviceId, ...deed }, now()),
      }),
    );
  const asOwner = <T>(by: DeviceKey, act: (acting: Acting) => Promise<T>): Promise<T> =>
    acting(by, (found) => {
      if (found.access.role !== "owner") throw new PeopleRefusal("notAllowed");
      return act(found);
    });
  const ofDevice = (by: DeviceKey, deviceId: string, act: (acting: Acting) => Promise<void>): Promise<void> =>
    acting(by, async (found) => {
      const { personId } = await deviceOf(found.orm, { ...by, deviceId });
      if (found.access.role !== "owner" && found.access.personId !== personId)
        throw new PeopleRefusal("notAllowed");
      await act(found);
    });
  const look = (by: DeviceKey): Promise<Access> =>
    database.asDevice(by, ({ access }) => Promise.resolve(access));

  return {
    me: look,

    async list(by) {
      await look(by);
      return listPeople(database.system, by.tenantId);
    },

    invite: (by, { name, role }) =>
      asOwner(by, async ({ orm, note }) => {
        const owner = { tenantId: by.tenantId, personId: uuid() };
        await orm.insert(people).values({ ...owner, name, role, addedAt: new Date(now()) });
        await note({ act: "invited", personId: owner.personId, detail: role });
        return { ...(await issueCode(orm, owner, invitationLifetime, now())), personId: owner.personId };
      }),

    inviteAgain: (by, personId) =>
      asOwner(by, async ({ orm, note }) => {
        const { role } = await personOf(orm, by.tenantId, personId);
        const owner = { tenantId: by.tenantId, personId };
        await withdrawCodes(orm, owner);
        await note({ act: "invited", personId, detail: role });
        return issueCode(orm, owner, invitationLifetime, now());
      }),

    cancelInvitation: (by, personId) =>
      asOwner(by, async ({ orm, note }) => {
        await personOf(orm, by.tenantId, personId);
        await withdrawCodes(orm, { tenantId: by.tenantId, personId });
        await note({ act: "invitationCancelled", personId });
        const own = await orm.select().from(devices).where(isOwnedBy(by.tenantId, personId)).limit(1);
        // Who never came is not kept in the list.
        if (own.length === 0) await orm.delete(people).where(personIs(by.tenantId, personId));
      }),

    async change(by, { personId, name, role }) {
      await asOwner(by, async ({ orm, note }) => {
        const before = await personOf(orm, by.tenantId, personId);
        if (role !== "owner") await keepAnOwner(orm, by.tenantId, { personId });
        await orm.update(people).set({ name, role }).where(personIs(by.tenantId, personId));
        await note({ act: "personChanged", personId, detail: `${before.role} > ${role}` });
      });
      watch.changed(by.tenantId);
    },

    async remove(by, personId) {
      await asOwner(by, async ({ orm, note }) => {
        await personOf(orm, by.tenantId, personId);
        await keepAnOwner(orm, by.tenantId, { personId });
        await withdrawCodes(orm, { tenantId: by.tenantId, personId });
        const at = new Date(now());
        await orm.update(people).set({ removedAt: at }).where(personIs(by.tenantId, personId));
        await orm
          .update(devices)
          .set({ revokedAt: at })
          .where(and(isOwnedBy(by.tenantId, personId), isNull(devices.revokedAt)));
        await note({ act: "personRemoved", personId });
      });
      watch.changed(by.tenantId);
    },

    async audit(by, page) {
      if ((await look(by)).role !== "owner") throw new PeopleRefusal("notAllowed");
      return readAudit(database.system, by.tenantId, page);
    },

    createOwnCode: (by) =>
      acting(by, async ({ orm, access: { personId }, note }) => {
        await note({ act: "codeMade", personId });
        return issueCode(orm, { tenantId: by.tenantId, personId }, codeLifetime, now());
      }),

    async devices(by) {
      const { role, personId } = await look(by);
      const devices = await listDevices(database.system, by.tenantId, role === "owner" ? null : personId);
      return { devices, present: await presentDevices(database.system, by.tenantId) };
    },

    renameDevice: (by, { deviceId, name }) =>
      ofDevice(by, deviceId, async ({ orm, note }) => {
        await orm
          .update(devices)
          .set({ name })
          .where(deviceIs({ ...by, deviceId }));
        await note({ act: "deviceRenamed", deviceId, detail: name });
      }),

    async revokeDevice(by, deviceId) {
      await ofDevice(by, deviceId, async ({ orm, note }) => {
        await keepAnOwner(orm, by.tenantId, { deviceId });
        const [removed] = await orm
          .update(devices)
          .set({ revokedAt: new Date(now()) })
          .where(deviceIs({ ...by, deviceId }))
          .returning();
        // Whoever has the computer may have made a code with it, and could come back by that.
        if (removed) await withdrawCodes(orm, removed);
        await note({ act: "deviceRevoked", deviceId });
      });
      watch.changed(by.tenantId);
    },
  };
}
