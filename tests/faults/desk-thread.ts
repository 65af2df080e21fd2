/** A thread in which one desk lives: RxDB opens fourteen collections in a process or thread, and a desk has five. */
import { parentPort } from "node:worker_threads";
import type { DeskAnswer, DeskCalls, DeskRequest } from "./desk-calls.ts";
import { openSimulatedDesk, type SimulatedDesk } from "./simulated-desk.ts";

let desk: SimulatedDesk | null = null;
const open = () => {
  if (!desk) throw new Error("There is no desk in this thread");
  return desk;
};

const calls: DeskCalls = {
  async open(options) {
    desk = await openSimulatedDesk(options);
  },
  async close() {
    await desk?.[Symbol.asyncDispose]();
    desk = null;
  },
  act: (deed, options) => open().act(deed, options),
  setCut: (cut) => open().setCut(cut),
  addFaults: (faults, options) => open().addFaults(faults, options),
  setAhead: (ahead) => open().setAhead(ahead),
  restart: (options) => open().restart(options),
  retry: () => open().retry(),
  keep: (limit) => open().keep(limit),
  moveTo: (hubUrl) => open().moveTo(hubUrl),
  recover: () => open().recover(),
  standing: () => open().standing(),
  news: () => open().news(),
  documents: () => open().documents(),
  told: () => open().told(),
  files: () => open().files(),
  show: (hashes) => open().show(hashes),
};

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const answer = (message: DeskAnswer) => parentPort?.postMessage(message);

parentPort?.on("message", ({ number, call, values }: DeskRequest) => {
  const act = calls[call] as (...values: readonly unknown[]) => Promise<unknown>;
  act(...values).then(
    (value) => answer({ number, value }),
    (error: unknown) =>
      answer({ number, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
