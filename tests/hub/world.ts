import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { OneTimeCode, Pairing } from "#shared/contract/hub.ts";
import {
  FeedChange,
  PullResponse,
  type PushRow,
  PushResponse,
  pullLimit,
  type SnapshotPlace,
  SnapshotResponse,
} from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { createPairings } from "#server/auth/pairing.ts";
import type { Database, DeviceKey } from "#server/db/database.ts";
import { type Hub, type HubLogLine, type HubOptions, startHub } from "#server/hub.ts";
import { freshDatabase } from "#tests/support/postgres.ts";

export const databases = ["pglite", "postgresql"] as const;
export type DatabaseName = (typeof databases)[number];

/** A hub with a data folder and database of its own. */
export interface World extends AsyncDisposable {
  readonly hub: Hub;
  readonly folder: string;
  readonly databaseUrl: string | null;
  readonly log: readonly HubLogLine[];
  /** The hub's clock: milliseconds added to the real one. */
  readonly clock: { ahead: number };
  /** The first desk of a new dealership. */
  dealership(): Promise<TestDesk>;
  /** Stops the hub and starts another on the same data. */
  restart(): Promise<void>;
}

export async function createWorld(database: DatabaseName, options: Partial<HubOptions> = {}): Promise<World> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const databaseUrl = database === "pglite" ? null : stack.use(await freshDatabase()).url;
  const log: HubLogLine[] = [];
  const clock = { ahead: 0 };
  const start = () =>
    startHub({
      dataFolder: folder,
      databaseUrl,
      host: "127.0.0.1",
      port: 0,
      log: (line) => void log.push(line),
      now: () => Date.now() + clock.ahead,
      ...options,
    });
  let hub = await start();
  stack.defer(() => hub[Symbol.asyncDispose]());
  const owned = stack.move();
  return {
    get hub() {
      return hub;
    },
    folder,
    databaseUrl,
    log,
    clock,
    async dealership() {
      const { code } = await hub.createPairingCode(null);
      return pairDesk(hub.url, code);
    },
    async restart() {
      await hub[Symbol.asyncDispose]();
      hub = await start();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A desk as the hub sees one: it speaks HTTP, and checks the answers by the contract. */
export interface TestDesk {
  readonly pairing: Pairing;
  readonly token: string;
  fetch(
    path: string,
    init?: Omit<RequestInit, "headers"> & { duplex?: "half"; headers?: Record<string, string> },
  ): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  push(collection: CollectionName, rows: readonly LooseRow[]): Promise<PushResponse>;
  pull(collection: CollectionName, after?: number, limit?: number): Promise<PullResponse>;
  snapshot(
    collection: CollectionName,
    after?: SnapshotPlace | null,
    limit?: number,
  ): Promise<SnapshotResponse>;
  changes(signal: AbortSignal): AsyncGenerator<FeedChange, void, void>;
  /** Another desk of the same dealership. */
  colleague(deskName?: string): Promise<TestDesk>;
}

type LooseRow = PushRow | { document: unknown; assumed: unknown };

export async function pairDesk(
  url: string,
  code: string,
  deviceId: string = randomUUID(),
): Promise<TestDesk> {
  const redeemed = await post(url, "/pairing/redeem", { code, deviceId, deskName: "Front desk" });
  if (!redeemed.ok) throw new Error(`The hub refused the code: ${await redeemed.text()}`);
  const pairing = Pairing.parse(await redeemed.json());
  return openDesk(url, pairing, await tokenOf(url, pairing));
}

/** The desk of somebody whom the owner asks in. */
export async function invited(owner: TestDesk, url: string, role: Role): Promise<TestDesk> {
  const answer = await owner.post("/people", { name: `The ${role}`, role });
  return pairDesk(url, OneTimeCode.parse(await answer.json()).code);
}

/** The owner's first desk of a new dealership, by the database alone. */
export async function pairedDevice(database: Database): Promise<DeviceKey> {
  const pairings = createPairings(database, Date.now);
  const { code } = await pairings.createCode(null);
  const redeemed = await pairings.redeem({ code, deviceId: randomUUID(), deskName: "Front desk" });
  if (redeemed.kind !== "paired") throw new Error(redeemed.kind);
  const { tenantId, deviceId } = redeemed.pairing;
  return { tenantId, deviceId };
}

export async function tokenOf(url: string, { deviceId, secret }: Pairing): Promise<string> {
  const answer = await post(url, "/devices/token", { deviceId, secret });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}

export function openDesk(url: string, pairing: Pairing, token: string): TestDesk {
  const authorization = { authorization: `Bearer ${token}` };
  const desk: TestDesk = {
    pairing,
    token,
    fetch: (path, { headers = {}, ...init } = {}) =>
      fetch(new URL(path, url), { ...init, headers: { ...authorization, ...headers } }),
    post: (path, body) => post(url, path, body, authorization),
    async push(collection, rows) {
      const answer = await desk.post(`/sync/${collection}`, { rows });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
      return PushResponse.parse(await answer.json());
    },
    async pull(collection, after = 0, limit = pullLimit) {
      const answer = await desk.fetch(`/sync/${collection}?after=${after}&limit=${limit}`);
      return PullResponse.parse(await answer.json());
    },
    async snapshot(collection, after = null, limit = pullLimit) {
      const place = after && { "after[rank]": after.rank, "after[id]": after.id };
      const query = new URLSearchParams({ limit: String(limit), ...place });
      const answer = await desk.fetch(`/sync/${collection}/snapshot?${query}`);
      return SnapshotResponse.parse(await answer.json());
    },
    async *changes(signal) {
      const answer = await desk.fetch("/changes", { signal });
      yield* readEvents(answer.body!);
    },
    async colleague() {
      const answer = await desk.post("/pairing/codes", {});
      const { code } = z.object({ code: z.string() }).parse(await answer.json());
      return pairDesk(url, code);
    },
  };
  return desk;
}

export function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<FeedChange, void, void> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const [, data] = /^event: message\ndata: (.*)$/m.exec(event) ?? [];
      if (data) yield FeedChange.parse(JSON.parse(data));
    }
  }
}

/** A car as an envelope; what it says does not matter to the hub. */
export function car(fields: Envelope["data"] = {}, id: string = randomUUID()): Envelope {
  return {
    id,
    kind: "vehicle",
    key: "",
    order: -1,
    data: { make: "Nissan", ...fields },
    stamps: {},
    _deleted: false,
  };
}

export function added(document: Envelope): PushRow {
  return { document, assumed: null };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export const Refused = z.object({ code: z.string(), status: z.int(), message: z.string() });
