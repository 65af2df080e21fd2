import { MessageChannel } from "node:worker_threads";
import type { BridgeServer } from "#electron/bridge/router-serving.ts";
import { id, type Message } from "./bridge-calls.ts";

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** oRPC's error code; null where it is none. */
  readonly code: string | null;
  /** Whether the contract declares that failure. */
  readonly declared: boolean;
  readonly text: string;
}

/** The window's end of the bridge without any client of ours, so that whatever text there is can be sent. */
export interface BridgeLine extends Disposable {
  /** Null where the message names no call and so gets no answer. */
  say(message: Message): Promise<Answer | null>;
  /** Sends what is no text. */
  post(value: unknown): void;
  /** Opens a stream; answers the id by which `cut` ends it. */
  open(path: string): Promise<string>;
  cut(call: string): void;
}

/** How long an answer may take before there is none, in milliseconds; only there so that a test that fails ends. */
const patience = 20_000;

export function openLine(bridge: BridgeServer): BridgeLine {
  const { port1, port2 } = new MessageChannel();
  bridge.servePort(port2);
  port2.start();
  const waiting = new Map<string, (answer: Answer) => void>();
  port1.on("message", (text: string) => {
    const { i, t, p } = JSON.parse(text) as WireAnswer;
    if (t === undefined) waiting.get(i)?.(answerOf(p, text));
    if (t === undefined) waiting.delete(i);
  });
  let calls = 0;
  const say = (message: Message, call: string): Promise<Answer> => {
    const answer = new Promise<Answer>((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new Error(`Not answered: ${message.text}`)), patience);
      waiting.set(call, (answered) => {
        clearTimeout(tooLate);
        resolve(answered);
      });
    });
    port1.postMessage(message.text.replaceAll(id, () => call));
    return answer;
  };
  const next = () => `call-${(calls += 1)}`;

  return {
    async say(message) {
      if (message.answered) return say(message, next());
      port1.postMessage(message.text.replaceAll(id, () => next()));
      return null;
    },
    post: (value) => port1.postMessage(value),
    async open(path) {
      const call = next();
      await say({ text: `{"i":"${id}","p":{"u":"${path}","b":{}}}`, answered: true }, call);
      return call;
    },
    cut: (call) => port1.postMessage(JSON.stringify({ i: call, t: 4 })),
    [Symbol.dispose]: () => port1.close(),
  };
}

interface WireAnswer {
  readonly i: string;
  readonly t?: number;
  readonly p: { readonly s?: number; readonly b?: { readonly json?: { code?: string; defined?: boolean } } };
}

function answerOf(payload: WireAnswer["p"], text: string): Answer {
  const status = payload.s ?? 200;
  const error = status >= 400 ? payload.b?.json : undefined;
  return { status, code: error?.code ?? null, declared: error?.defined === true, text };
}
