import { Worker } from "node:worker_threads";
import { programFile } from "#tests/support/programs.ts";
import type { DeskAnswer, DeskCalls, DeskRequest } from "./desk-calls.ts";

/** A thread for a desk, which lives through one history after another. */
export interface DeskThread extends AsyncDisposable {
  readonly desk: DeskCalls;
}

export async function startDeskThread(): Promise<DeskThread> {
  const worker = new Worker(await programFile("desk-thread"));
  const asked = new Map<number, PromiseWithResolvers<unknown>>();
  let failure: Error | null = null;
  let last = 0;

  worker.on("message", (answer: DeskAnswer) => {
    const question = asked.get(answer.number);
    asked.delete(answer.number);
    if ("failure" in answer) question?.reject(new Error(answer.failure));
    else question?.resolve(answer.value);
  });
  // A rejection that nobody handles ends the thread, and with it the history.
  worker.on("error", (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of asked.values()) reject(failure);
  });

  const ask =
    (call: keyof DeskCalls) =>
    (...values: readonly unknown[]) => {
      if (failure) return Promise.reject(failure);
      const question = Promise.withResolvers<unknown>();
      const number = (last += 1);
      asked.set(number, question);
      const request: DeskRequest = { number, call, values };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(request);
      return question.promise;
    };
  return {
    desk: {
      open: ask("open"),
      close: ask("close"),
      act: ask("act"),
      setCut: ask("setCut"),
      addFaults: ask("addFaults"),
      setAhead: ask("setAhead"),
      restart: ask("restart"),
      retry: ask("retry"),
      keep: ask("keep"),
      moveTo: ask("moveTo"),
      recover: ask("recover"),
      standing: ask("standing"),
      news: ask("news"),
      documents: ask("documents"),
      told: ask("told"),
      files: ask("files"),
      show: ask("show"),
    } satisfies Record<keyof DeskCalls, unknown> as DeskCalls,
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}
