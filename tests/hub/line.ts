import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a port of this computer that can be cut. */
export interface Line extends AsyncDisposable {
  readonly port: number;
  /** Bytes that went towards the port. */
  bytes(): number;
  /** Bytes that came from the port. */
  received(): number;
  /** Acts once, as soon as so many more bytes went towards the port. */
  atSent(bytes: number, act: () => void): void;
  /** Acts once, as soon as so many more bytes came from the port. */
  atReceived(bytes: number, act: () => void): void;
  cuts(): number;
  /** Nothing more comes from the port over the connections that there are now. */
  hold(): void;
  /** Breaks every connection once, after so many more bytes towards the port. */
  breakAfter(bytes: number): void;
  /** Breaks every connection and lets none through until it is mended. */
  cut(): void;
  mend(): void;
}

export async function openLine(port: number): Promise<Line> {
  const state = { sent: 0, received: 0, cuts: 0, breakAt: Infinity, isCut: false };
  const acts = { sent: nothingToDo, received: nothingToDo };
  const look = (way: "sent" | "received") => {
    const { at, act } = acts[way];
    if (state[way] < at) return;
    acts[way] = nothingToDo;
    act();
  };
  const sockets = new Set<Socket>();
  const fars = new Set<Socket>();
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    fars.clear();
  };
  const server = createServer((near) => {
    if (state.isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    fars.add(far);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}));
    near.on("data", (chunk) => {
      state.sent += chunk.length;
      look("sent");
      if (state.sent < state.breakAt) passOn(chunk, near, far);
      else {
        state.breakAt = Infinity;
        state.cuts++;
        far.write(chunk, breakAll);
      }
    });
    far.on("data", (chunk) => {
      state.received += chunk.length;
      near.write(chunk);
      look("received");
    });
    near.on("close", () => far.end());
    far.on("close", () => near.end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => state.sent,
    received: () => state.received,
    atSent: (bytes, act) => void (acts.sent = { at: state.sent + bytes, act }),
    atReceived: (bytes, act) => void (acts.received = { at: state.received + bytes, act }),
    cuts: () => state.cuts,
    hold: () => fars.forEach((far) => far.pause()),
    breakAfter(bytes) {
      state.breakAt = state.sent + bytes;
    },
    cut() {
      state.isCut = true;
      breakAll();
    },
    mend() {
      state.isCut = false;
    },
    async [Symbol.asyncDispose]() {
      breakAll();
      server.close();
    },
  };
}

/** No faster than the port takes it in, so that what went towards it has got there but for what the system holds. */
function passOn(chunk: Buffer, near: Socket, far: Socket): void {
  if (far.write(chunk)) return;
  near.pause();
  far.once("drain", () => near.resume());
}

const nothingToDo = { at: Infinity, act: () => {} };
