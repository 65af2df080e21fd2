import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { type HubApi, isRefusal } from "../sync/hub-link.ts";
import { orHubFailure } from "./hub-failures.ts";
import { signalOf } from "./signals.ts";

const { people: door } = implement(bridge);

type Errors = Readonly<Record<"offline" | "signInAgain" | "notAllowed" | "lastOwner" | "gone", () => Error>>;

/** People and their desks: the hub is asked, and its refusals are told as they are. */
export function peopleRoutes(services: Services) {
  const { sync, membership } = services;

  async function ask<T>(
    errors: Errors,
    signal: AbortSignal | undefined,
    act: (api: HubApi, options: { signal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    try {
      return await orHubFailure(errors, () =>
        sync.ask((api, until) => act(api, { signal: until }), signalOf(services, signal)),
      );
    } catch (error) {
      if (isRefusal(error, "unknownPerson") || isRefusal(error, "unknownDevice")) throw errors.gone();
      if (isRefusal(error, "notAllowed")) throw errors.notAllowed();
      if (isRefusal(error, "lastOwner")) throw errors.lastOwner();
      throw error;
    }
  }

  return {
    list: door.list.handler(({ errors, signal }) =>
      ask(errors, signal, async ({ me, people, devices }, options) => {
        const [member, everybody, { devices: own, present }] = await Promise.all([
          me(undefined, options),
          people.list(undefined, options),
          devices.list(undefined, options),
        ]);
        const addresses = membership.addresses();
        return { me: member, ...everybody, devices: own, present: present ?? null, addresses };
      }),
    ),
    invite: door.invite.handler(({ input, errors, signal }) =>
      ask(errors, signal, async ({ people }, options) => {
        const { code, expiresAt } = await people.invite(input, options);
        return { code, expiresAt };
      }),
    ),
    inviteAgain: door.inviteAgain.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ people }, options) => people.inviteAgain(input, options)),
    ),
    cancelInvitation: door.cancelInvitation.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ people }, options) => people.cancelInvitation(input, options)),
    ),
    change: door.change.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ people }, options) => people.change(input, options)),
    ),
    remove: door.remove.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ people }, options) => people.remove(input, options)),
    ),
    renameDevice: door.renameDevice.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ devices }, options) => devices.rename(input, options)),
    ),
    revokeDevice: door.revokeDevice.handler(({ input, errors, signal }) =>
      ask(errors, signal, ({ devices }, options) => devices.revoke(input, options)),
    ),
  };
}
