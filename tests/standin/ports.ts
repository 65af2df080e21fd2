import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

interface Wire {
  send(data: unknown): void;
  close(): void;
}

/** Main's end of a channel that a window made, in the shape of Electron's MessagePortMain. Messages wait until `start`. */
class MessagePortMain extends EventEmitter {
  private readonly wire: Wire;
  private early: unknown[] | null = [];
  private open = true;

  constructor(wire: Wire) {
    super();
    this.wire = wire;
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0)
      throw new Error("electron stand-in: ports within port messages are not emulated");
    if (this.open) this.wire.send(message);
  }

  start(): void {
    const early = this.early ?? [];
    this.early = null;
    for (const data of early) this.deliver(data);
  }

  close(): void {
    if (!this.open) return;
    this.wire.close();
    this.end();
  }

  deliver(data: unknown): void {
    if (!this.open) return;
    if (this.early) this.early.push(data);
    else this.emit("message", { data, ports: [] });
  }

  end(): void {
    if (!this.open) return;
    this.open = false;
    this.emit("close");
  }
}

/** Main's ends of all ports that one window's document has sent, by the id that they have on both sides. */
export class WindowPorts {
  private readonly byId = new Map<string, MessagePortMain>();
  private readonly wireOf: (id: string) => Wire;

  constructor(wireOf: (id: string) => Wire) {
    this.wireOf = wireOf;
  }

  adopt(id: string): MessagePortMain {
    const port = new MessagePortMain(this.wireOf(id));
    this.byId.set(id, port);
    return strict("MessagePortMain", port);
  }

  receive(id: string, data: unknown): void {
    this.byId.get(id)?.deliver(data);
  }

  end(id: string): void {
    this.byId.get(id)?.end();
    this.byId.delete(id);
  }

  /** The document that held the other ends is gone. */
  endAll(): void {
    for (const id of this.byId.keys()) this.end(id);
  }
}
