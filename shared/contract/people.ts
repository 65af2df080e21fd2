import { oc } from "@orpc/contract";
import * as z from "zod";
import { Id } from "../model/primitives.ts";
import { Role } from "../model/role.ts";
import { hubFailures } from "./hub-failures.ts";
import { Device, Member, OneTimeCode, Person } from "./hub.ts";

/** People and their desks as the hub has them now; to who is no owner only their own desks. */
export const PeopleList = z.object({
  me: Member,
  people: z.array(Person),
  devices: z.array(Device),
  /** Desks that belong to the dealership now, whoever's; null where the hub is too old to say. */
  present: z.array(Id).nullable(),
  /** Where a desk finds the hub, for whoever is invited. */
  addresses: z.array(z.string()),
});
export type PeopleList = z.infer<typeof PeopleList>;

const failures = {
  ...hubFailures,
  notAllowed: { message: "Only an owner may do that" },
  lastOwner: { message: "A dealership has to keep one owner" },
  /** Somebody else has removed them meanwhile. */
  gone: { message: "There is no such person or device any more" },
};

const name = z.string().trim().min(1).max(60);
const door = oc.errors(failures);

/** The people of the dealership, their desks and their roles: all of it is the hub's, so all of it needs the hub. */
export const people = {
  list: door.output(PeopleList),
  invite: door.input(z.object({ name, role: Role })).output(OneTimeCode),
  inviteAgain: door.input(z.object({ personId: Id })).output(OneTimeCode),
  cancelInvitation: door.input(z.object({ personId: Id })).output(z.object({})),
  change: door.input(z.object({ personId: Id, name, role: Role })).output(z.object({})),
  remove: door.input(z.object({ personId: Id })).output(z.object({})),
  renameDevice: door.input(z.object({ deviceId: Id, name })).output(z.object({})),
  revokeDevice: door.input(z.object({ deviceId: Id })).output(z.object({})),
};
