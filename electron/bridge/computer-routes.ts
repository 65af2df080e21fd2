import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { createMailbox } from "../desk/mailbox.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { computer: door } = implement(bridge);

/** The app as a part of this computer: its tray, its notifications, how it begins and ends. */
export function computerRoutes(services: Services) {
  const { computer } = services.host;
  const silence = createMailbox<never>();
  return {
    state: door.state.handler(({ signal }) => {
      const until = signalOf(services, signal);
      return computer ? watch(computer.state, until) : silence.listen(until);
    }),
    change: door.change.handler(async ({ input }) => {
      await computer?.change(input);
      return {};
    }),
    tell: door.tell.handler(({ input }) => {
      computer?.tell(input);
      return {};
    }),
    notify: door.notify.handler(({ input }) => ({ shown: computer?.notify(input) ?? false })),
    answerLeaving: door.answerLeaving.handler(({ input }) => {
      computer?.answerLeaving(input.answer);
      return {};
    }),
  };
}
