import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { accounts: accountDoor, vault: vaultDoor } = implement(bridge);

/** The accounts by name and state. What is typed comes in here; nothing that opens anything goes out. */
export function accountRoutes(services: Services) {
  const { accounts } = services;
  return {
    list: accountDoor.list.handler(async function* ({ signal }) {
      for await (const now of watch(accounts.list, signalOf(services, signal))) yield { accounts: [...now] };
    }),
    connect: accountDoor.connect.handler(async ({ input, errors }) => {
      const answer = await accounts.connect(input.id, input.language);
      if (typeof answer === "string") throw errors[answer]();
      return answer;
    }),
    cancelConnect: accountDoor.cancelConnect.handler(({ input }) => {
      accounts.cancelConnect(input.id);
      return {};
    }),
    saveSecret: accountDoor.saveSecret.handler(async ({ input, errors }) => {
      const answer = await accounts.saveSecret(input);
      if (answer !== "saved") throw errors[answer]();
      return {};
    }),
    forget: accountDoor.forget.handler(async ({ input, errors }) => {
      const revocation = await accounts.forget(input.id);
      if (revocation === "vaultLocked") throw errors.vaultLocked();
      return { revocation };
    }),
  };
}

/** The vault's lock. A vault that has none answers `notNow`. */
export function vaultRoutes(services: Services) {
  const { vault } = services;
  const { passphrase: lock } = vault;
  return {
    state: vaultDoor.state.handler(({ signal }) => watch(vault.standing, signalOf(services, signal))),
    unlock: vaultDoor.unlock.handler(async ({ input, errors }) => {
      const answer = (await lock?.unlock(input.passphrase)) ?? "notNow";
      if (answer !== "done") throw errors[answer]();
      return {};
    }),
    setPassphrase: vaultDoor.setPassphrase.handler(async ({ input, errors }) => {
      const answer = (await lock?.choose(input.passphrase)) ?? "notNow";
      if (answer !== "done") throw errors[answer]();
      return {};
    }),
    changePassphrase: vaultDoor.changePassphrase.handler(async ({ input, errors }) => {
      const answer = (await lock?.change(input.present, input.next)) ?? "notNow";
      if (answer !== "done") throw errors[answer]();
      return {};
    }),
    reset: vaultDoor.reset.handler(async ({ errors }) => {
      const answer = (await lock?.reset()) ?? "notNow";
      if (answer !== "done") throw errors[answer]();
      return {};
    }),
  };
}
