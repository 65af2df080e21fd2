import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { briefly, endWithThis, killTree } from "#tests/support/processes.ts";

const main = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

/** A hub on a computer of its own, which can be cut off and come back at the same address. */
export class StandaloneHub {
  readonly address: string;
  /** Lets the first desk in. */
  pairingCode = "";
  private readonly port: number;
  private readonly dataFolder: string;
  private running: ChildProcess | null = null;

  constructor(dataFolder: string, port: number) {
    this.dataFolder = dataFolder;
    this.port = port;
    this.address = `http://127.0.0.1:${port}`;
  }

  async start(): Promise<void> {
    const hub = spawn(
      process.execPath,
      [...briefly, main, "--data-folder", this.dataFolder, "--port", String(this.port)],
      {
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    endWithThis(hub);
    this.running = hub;
    const isNew = this.pairingCode === "";
    const wanted = isNew ? /Pairing code (\S+),/ : /The hub answers at (\S+)/;
    const found = await printed(hub, wanted);
    if (isNew) this.pairingCode = found;
  }

  /** Cuts it off in the middle of whatever it does. */
  async cut(): Promise<void> {
    const hub = this.running;
    this.running = null;
    if (!hub || hub.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => hub.once("exit", () => resolve()));
    await killTree(hub.pid ?? 0);
    await ended;
  }
}

function printed(hub: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (data: Buffer) => {
      output += String(data);
      const found = wanted.exec(output)?.[1];
      if (found) resolve(found);
    };
    hub.stdout?.on("data", read);
    hub.stderr?.on("data", read);
    hub.once("exit", (code) => reject(new Error(`The hub ended with ${code}:\n${output}`)));
  });
}
