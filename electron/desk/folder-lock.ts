import { randomUUID } from "node:crypto";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import * as z from "zod";

/** Another process works in this folder already. */
export class FolderInUse extends Error {
  override readonly name = "FolderInUse";
}

const Holder = z.object({ port: z.int(), nonce: z.string(), pid: z.int() });
type Holder = z.infer<typeof Holder>;

const answerTimeout = 2000;
const takeoverTimeout = 10_000;

/**
 * Keeps a second process out of a data folder. The holder answers on a port of its own with the nonce that `desk.lock`
 * tells, so that neither a crash nor a reused process id leaves a folder locked.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const file = join(folder, "desk.lock");
  const nonce = randomUUID();
  const server = await answering(nonce);
  const port = (server.address() as AddressInfo).port;
  const own = JSON.stringify({ port, nonce, pid: process.pid } satisfies Holder);
  try {
    if (!(await created(file, own))) await takeOver(file, own);
  } catch (error) {
    await close(server);
    throw error;
  }
  return {
    async [Symbol.asyncDispose]() {
      if ((await holderOf(file))?.nonce === nonce) await rm(file, { force: true });
      await close(server);
    },
  };
}

/** Only one process at a time looks at an old lock, so that of two only one replaces it. */
async function takeOver(file: string, own: string): Promise<void> {
  const gate = `${file}.takeover`;
  if (!(await created(gate, ""))) {
    const since = await stat(gate).catch(() => null);
    if (since && Date.now() - since.mtimeMs < takeoverTimeout) throw new FolderInUse(sentence(null));
  }
  try {
    const holder = await holderOf(file);
    if (holder && (await isAlive(holder))) throw new FolderInUse(sentence(holder.pid));
    const fresh = `${file}.${randomUUID()}`;
    await writeFile(fresh, own, { mode: 0o600 });
    await rename(fresh, file);
  } finally {
    await rm(gate, { force: true });
  }
}

function sentence(pid: number | null): string {
  const who = pid === null ? "" : ` (process ${pid})`;
  return `Another Autosell${who} is already working in this folder. Close it, or give this one its own with --data <folder>.`;
}

async function created(file: string, contents: string): Promise<boolean> {
  try {
    await writeFile(file, contents, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function holderOf(file: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}

/** A holder that accepts and stays silent (suspended, swapped out) is taken to be alive. */
function isAlive({ port, nonce }: Holder): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    let answer = "";
    const settle = (alive: boolean) => {
      socket.destroy();
      resolve(alive);
    };
    socket.setEncoding("utf8").setTimeout(answerTimeout, () => settle(true));
    socket.on("data", (text: string) => (answer += text));
    socket.on("end", () => settle(answer === nonce));
    socket.on("error", () => settle(false));
  });
}

async function answering(nonce: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.end(nonce);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  return server;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
