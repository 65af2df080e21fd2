import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { PinRefusal } from "../lock/desk-lock.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { rejoinOrFail } from "./rejoining.ts";
import { signalOf } from "./signals.ts";

const { lock: door } = implement(bridge);

interface PinErrors {
  readonly wrongPin: () => Error;
  readonly tooSoon: (options: { data: { until: string } }) => Error;
}

/** How a desk is locked and opened. A PIN comes in here and never goes out. */
export function lockRoutes(services: Services) {
  const { lock } = services;
  return {
    state: door.state.handler(({ signal }) => watch(lock.state, signalOf(services, signal))),
    setPin: door.setPin.handler(async ({ input, errors }) => {
      const { recoveryCode } = accepted(errors, await lock.setPin(input.present, input.pin));
      return { recoveryCode };
    }),
    removePin: door.removePin.handler(async ({ input, errors }) => {
      accepted(errors, await lock.removePin(input.present));
      return {};
    }),
    setAfter: door.setAfter.handler(async ({ input }) => {
      await lock.setAfter(input.after);
      return {};
    }),
    stillHere: door.stillHere.handler(() => {
      lock.stillHere();
      return {};
    }),
    lockNow: door.lockNow.handler(({ errors }) => {
      if (!lock.lockNow()) throw errors.noPin();
      return {};
    }),
    unlock: door.unlock.handler(async ({ input, errors }) => {
      accepted(errors, await lock.unlock(input.pin));
      return {};
    }),
    recover: door.recover.handler(async ({ input, errors }) => {
      if (!(await lock.recover(input.recoveryCode))) throw errors.wrongCode();
      return {};
    }),
    rejoin: door.rejoin.handler(async ({ input, errors }) => {
      await rejoinOrFail(errors, services, input.code);
      await lock.forget();
      return {};
    }),
  };
}

function accepted<T extends { readonly kind: "done" }>(errors: PinErrors, answer: T | PinRefusal): T {
  if (answer.kind === "wrongPin") throw errors.wrongPin();
  if (answer.kind === "tooSoon") throw errors.tooSoon({ data: { until: answer.until } });
  return answer;
}
