import { connect, type Socket } from "node:net";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { messageLimit } from "#electron/bridge/frames.ts";
import { authProtocolPrefix, bridgePath, bridgeProtocol } from "#shared/contract/browser-door.ts";
import { startDesk, type TestDesk } from "#tests/main/desks.ts";
import { holdsInTime } from "#tests/support/replays.ts";
import { malformed } from "./bridge-calls.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
let desk: TestDesk;

beforeAll(async () => {
  console.info(`socket fuzz: FUZZ_SEED=${seed}`);
  desk = await startDesk();
});
afterAll(async () => {
  await desk?.[Symbol.asyncDispose]();
});

const own = () => `127.0.0.1:${desk.host.port}`;
const protocols = () => [bridgeProtocol, `${authProtocolPrefix}${desk.token}`];

async function opened(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${own()}${bridgePath}`, protocols(), { origin: `http://${own()}` });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return socket.on("error", () => {});
}

/** The upgraded connection itself, on which frames can be wrong. */
async function openedRaw(): Promise<Socket> {
  const socket = connect(desk.host.port, "127.0.0.1").on("error", () => {});
  const handshake = [
    `GET ${bridgePath} HTTP/1.1`,
    `Host: ${own()}`,
    `Origin: http://${own()}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${btoa("sixteen bytes ok")}`,
    `Sec-WebSocket-Protocol: ${protocols().join(", ")}`,
  ];
  socket.write(`${handshake.join("\r\n")}\r\n\r\n`);
  await new Promise((resolve) => socket.once("data", resolve));
  return socket;
}

/** The answer to a call, whatever comes before it. */
function answerTo(socket: WebSocket, id: string): Promise<string> {
  return new Promise((resolve) => {
    const hear = (data: Buffer) => {
      const text = data.toString();
      if (!text.includes(`"i":"${id}"`)) return;
      socket.off("message", hear);
      resolve(text);
    };
    socket.on("message", hear);
  });
}

const describe = (id: string) => JSON.stringify({ i: id, p: { u: "/desk/describe", b: {} } });

test("messages that are none of the bridge's do not end it, whatever they hold", async () => {
  const socket = await opened();
  await holdsInTime(
    "socket-malformed",
    fc.tuple(
      fc.array(malformed, { maxLength: 20 }),
      fc.array(fc.array(fc.nat(255), { maxLength: 50 }), { maxLength: 5 }),
    ),
    async ([messages, noise]) => {
      for (const { text } of messages) socket.send(text);
      for (const bytes of noise) socket.send(Buffer.from(bytes), { binary: true });
      const answer = answerTo(socket, "probe");
      socket.send(describe("probe"));
      expect(await answer).toContain("deviceId");
    },
    { numRuns: 100, seed },
  );
  socket.close();
});

test("frames that break the protocol close that socket and no other", async () => {
  const wrong = [
    Buffer.from([0x81, 0x05, 0x68, 0x65, 0x6c, 0x6c, 0x6f]),
    Buffer.from([0xff, 0xff, 0xff, 0xff]),
    Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
    Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]),
    Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]),
    Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    Buffer.from([0x80, 0x80, 0, 0, 0, 0]),
  ];
  for (const bytes of wrong) {
    const socket = await openedRaw();
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.resume().write(bytes);
    await closed;
  }
  expect(await desk.window.desk.describe()).toMatchObject({ dealership: null });
});

test("a message beyond the limit is not taken in", async () => {
  const socket = await opened();
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.send(Buffer.alloc(messageLimit + 1, 0x20), { binary: false });
  expect(await closed).toBe(1009);
  expect(await desk.window.desk.describe()).toMatchObject({ dealership: null });
});

test("sockets that go while they are being answered leave main as it was", async () => {
  for (let round = 0; round < 20; round += 1) {
    const socket = await opened();
    for (let call = 0; call < 20; call += 1) socket.send(describe(String(call)));
    socket.send(JSON.stringify({ i: "stream", p: { u: "/photos/imports", b: {} } }));
    socket.terminate();
  }
  expect(await desk.window.desk.describe()).toMatchObject({ dealership: null });
});
