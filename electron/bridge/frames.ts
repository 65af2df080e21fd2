import {
  onMessagePortClose,
  onMessagePortMessage,
  postMessagePortMessage,
  type SupportedMessagePort,
} from "@orpc/client/message-port";
import type { WebSocket } from "ws";
import * as z from "zod";
import type { Log } from "../log.ts";

/** Largest message of the bridge: a thousand documents with room to spare. In bytes, and for text in characters. */
export const messageLimit = 64 * 1024 * 1024;

/** Most lists and objects within each other; documents have about ten, and what parses them goes as deep as they do. */
const depthLimit = 64;

const CallId = z.string().min(1).max(64);

/** A call, or what ends one, as oRPC's peers write them. The window sends no streams, no headers and no files. */
const Frame = z.union([
  z.object({ i: CallId, t: z.literal(4) }),
  z.object({
    i: CallId,
    t: z.literal(1).optional(),
    p: z.object({
      u: z
        .string()
        .max(200)
        .regex(/^(\/[A-Za-z]+)+$/),
      b: z.unknown().optional(),
    }),
  }),
]);
type Frame = z.infer<typeof Frame>;

/**
 * A way to the window on which only well-formed messages come in. What is none is logged, and answered where it says which
 * call it belongs to; oRPC would throw at it where nobody catches.
 */
export function checkedPort(port: SupportedMessagePort, log: Log): SupportedMessagePort {
  const hear = (raw: unknown, tell: (event: { data: Frame }) => void) => {
    const text = typeof raw === "string" && raw.length <= messageLimit ? raw : "";
    const message = parsed(text);
    const frame = Frame.safeParse(message);
    if (frame.success && depthOf(text) <= depthLimit) return tell({ data: frame.data });
    const defectId = log.error("bridge message refused", "it is no call");
    const { data: id } = CallId.safeParse(idOf(message));
    if (id !== undefined) postMessagePortMessage(port, refusal(id, defectId));
  };
  return {
    on: (type, callback) =>
      type === "message"
        ? onMessagePortMessage(port, (raw: unknown) => hear(raw, callback))
        : onMessagePortClose(port, callback),
    postMessage: (message: string) => postMessagePortMessage(port, message),
  };
}

/** A socket as oRPC's message ports are: each message is one text. */
export function portOfSocket(socket: WebSocket): SupportedMessagePort {
  return {
    on: (type, callback) =>
      type === "message"
        ? socket.on("message", (data: Buffer, isBinary) =>
            callback({ data: isBinary ? null : data.toString() }),
          )
        : socket.on("close", () => callback()),
    postMessage: (message: string) => socket.send(message),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** How deep JSON text is nested, told before anything is made of it. */
function depthOf(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted && sign === "\\") at += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "[" || sign === "{")) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (sign === "]" || sign === "}")) depth -= 1;
  }
  return deepest;
}

function idOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "i" in message ? message.i : undefined;
}

/** What a call that does not parse is answered, as oRPC writes it. */
function refusal(id: string, defectId: string): string {
  const message = `Something went wrong here (${defectId})`;
  const error = { defined: false, code: "BAD_REQUEST", status: 400, message, data: { defectId } };
  return JSON.stringify({ i: id, p: { s: 400, b: { json: error } } });
}
