import { implement } from "@orpc/server";
import { bridge, type DeskDescription } from "#shared/contract/bridge.ts";
import { readLicenceNotices } from "../desk/licence-notices.ts";
import { createMailbox } from "../desk/mailbox.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";
import { orHubFailure } from "./hub-failures.ts";
import { rejoinOrFail } from "./rejoining.ts";

const { desk } = implement(bridge);

/** What this desk is, how it comes to a dealership, and how others come to its hub. */
export function deskRoutes(services: Services) {
  const { membership, access, sync, host, openRequests } = services;
  const commands = host.computer?.commands ?? createMailbox<never>();
  return {
    describe: desk.describe.handler(() => describe(services)),
    begin: desk.begin.handler(async ({ input, errors }) => {
      const answer = await membership.begin(input.start, input.deskName);
      if (answer !== "begun") throw errors[answer]();
      return describe(services);
    }),
    join: desk.join.handler(async ({ input, errors }) => {
      const answer = await membership.join(input);
      if (answer.kind === "tooManyTries")
        throw errors.tooManyTries({ data: { retryAfterSeconds: answer.retryAfterSeconds } });
      if (answer.kind !== "joined") throw errors[answer.kind]();
      return describe(services);
    }),
    rejoin: desk.rejoin.handler(async ({ input, errors }) => {
      await rejoinOrFail(errors, services, input.code);
      return describe(services);
    }),
    access: desk.access.handler(({ signal }) => watch(access.standing, signalOf(services, signal))),
    renewed: desk.renewed.handler(async () => {
      await access.renewed();
      return describe(services);
    }),
    wipe: desk.wipe.handler(async () => {
      await host.wipe();
      return {};
    }),
    createPairingCode: desk.createPairingCode.handler(({ errors, signal }) =>
      orHubFailure(errors, async () => ({
        ...(await sync.createPairingCode(signalOf(services, signal))),
        addresses: membership.addresses(),
      })),
    ),
    licences: desk.licences.handler(() => readLicenceNotices()),
    hubSharing: desk.hubSharing.handler(() => membership.sharing()),
    shareOnNetwork: desk.shareOnNetwork.handler(({ input }) => membership.share(input.shared)),
    openRequests: desk.openRequests.handler(({ signal }) => openRequests.listen(signalOf(services, signal))),
    commands: desk.commands.handler(({ signal }) => commands.listen(signalOf(services, signal))),
  };
}

function describe({ host, version, profile, journal }: Services): DeskDescription {
  const { deviceId, deskName, dealership, replica, role, outgrown, person } = profile.get();
  return {
    host: host.kind,
    version,
    deviceId,
    deskName,
    dealership,
    photoBase: host.photoBase,
    dragOut: host.desktop ? "main" : "window",
    printing: host.printing ? "main" : "window",
    fileDialog: host.chooseFiles ? "main" : "window",
    replica,
    role,
    outgrown,
    person,
    lastStamp: journal.lastStamp(),
  };
}
