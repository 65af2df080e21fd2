import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import * as z from "zod";
import { Pairing } from "#shared/contract/hub.ts";
import { type PullResponse, pullLimit, type PushResponse, pushLimit } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { startHub } from "#server/hub.ts";
import { freshDatabase, startPostgres } from "#tests/support/postgres.ts";
import type { Figure } from "./figure.ts";
import { measureFloor, secondsOf } from "./hub-floor.ts";
import { measureManyDesks } from "./many-desks.ts";

const count = 10_000;
const plainSql = "plain SQL on the same database";

/**
 * Ten thousand new cars through a desk's own door, HTTP and all, one batch after the other, and back; against the same
 * number of rows in the same batches by a bare client of the same database, which checks nothing and keeps no history.
 * The two take turns batch by batch, so that a busy computer slows both.
 */
export async function run(): Promise<Figure[]> {
  await using server = await startPostgres();
  await using database = await freshDatabase(server);
  const onPostgres = await measure(database.url, await openPlainClient(database.url));
  const floor = await measureFloor(database.url);
  const onPGlite = await measure(null, null);
  const figure = (name: string, [ours, theirs]: Seconds) => ({
    name,
    value: count / ours,
    unit: "docs/s",
    ...(theirs > 0 ? { against: plainSql, ratio: theirs / ours } : {}),
  });
  return [
    figure("hub/push-10k", onPostgres.push),
    figure("hub/pull-10k", onPostgres.pull),
    overFloor("hub/push-10k", onPostgres.push, "one INSERT ... SELECT with the same indexes", floor.insert),
    overFloor("hub/pull-10k", onPostgres.pull, "one COPY out of the same table", floor.copy),
    figure("hub/push-10k-pglite", onPGlite.push),
    figure("hub/pull-10k-pglite", onPGlite.pull),
    ...(await measureManyDesks()),
  ];
}

function overFloor(name: string, [ours]: Seconds, against: string, floor: number): Figure {
  return { name, value: count / ours, unit: "docs/s", against, ratio: floor / ours };
}

interface Desk extends AsyncDisposable {
  push(rows: readonly Envelope[]): Promise<void>;
  pull(after: number): Promise<{ documents: unknown[]; checkpoint: { sequence: number } }>;
}

/** What ten thousand documents took the hub, and the plain client. */
type Seconds = [ours: number, theirs: number];

async function measure(
  databaseUrl: string | null,
  plain: Desk | null,
): Promise<{ push: Seconds; pull: Seconds }> {
  const dataFolder = await mkdtemp(join(tmpdir(), "autosell-bench-"));
  try {
    await using hub = await startHub({ dataFolder, databaseUrl, host: "127.0.0.1", port: 0, log: () => {} });
    const desks = [
      await openDesk(hub.url, (await hub.createPairingCode(null)).code),
      ...(plain ? [plain] : []),
    ];
    return { push: await pushAll(desks), pull: await pullAll(desks) };
  } finally {
    await plain?.[Symbol.asyncDispose]();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function pushAll(desks: readonly Desk[]): Promise<Seconds> {
  const seconds: Seconds = [0, 0];
  for (let pushed = 0; pushed < count; pushed += pushLimit)
    for (const [index, desk] of desks.entries()) {
      const rows = batch(pushLimit, pushed);
      seconds[index]! += await secondsOf(() => desk.push(rows));
    }
  return seconds;
}

async function pullAll(desks: readonly Desk[]): Promise<Seconds> {
  const seconds: Seconds = [0, 0];
  const after = desks.map(() => 0);
  for (let pulled = 0; pulled < count; pulled += pullLimit)
    for (const [index, desk] of desks.entries())
      seconds[index]! += await secondsOf(async () => {
        const { documents, checkpoint } = await desk.pull(after[index]!);
        if (documents.length !== pullLimit) throw new Error(`Pulled ${documents.length} documents`);
        after[index] = checkpoint.sequence;
      });
  return seconds;
}

async function openPlainClient(url: string): Promise<Desk> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    "CREATE TABLE plain (id text PRIMARY KEY, sequence bigserial UNIQUE, document jsonb NOT NULL)",
  );
  return {
    async push(rows) {
      await client.query(
        "INSERT INTO plain (id, document) SELECT item ->> 'id', item FROM jsonb_array_elements($1::jsonb) AS item",
        [JSON.stringify(rows)],
      );
    },
    async pull(after) {
      const { rows } = await client.query<{ sequence: string; document: Envelope }>(
        "SELECT sequence, document FROM plain WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        [after, pullLimit],
      );
      return { documents: rows, checkpoint: { sequence: Number(rows.at(-1)?.sequence ?? after) } };
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** About 900 bytes each, like a car with its notes. */
function batch(size: number, label: string | number): Envelope[] {
  return Array.from({ length: size }, (_, index) => ({
    id: randomUUID(),
    kind: "vehicle",
    key: "",
    order: -index,
    data: {
      stockNumber: `${label}-${index}`,
      make: "Volkswagen",
      model: "Jetta",
      year: 2019,
      price: { amount: 28_500_000, currency: "MXN" },
      status: { state: "listed", round: 0, since: "2026-01-01T00:00:00.000Z" },
      features: { sunroof: true, camera: true },
      notes: "Un solo dueño, factura original, servicios de agencia. ".repeat(9),
    },
    stamps: {},
    _deleted: false,
  }));
}

async function openDesk(url: string, code: string): Promise<Desk> {
  const post = async (path: string, body: unknown, token = ""): Promise<unknown> => {
    const response = await fetch(new URL(path, url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  const pairing = Pairing.parse(
    await post("/pairing/redeem", { code, deviceId: randomUUID(), deskName: "Bench" }),
  );
  const { token } = z.object({ token: z.string() }).parse(await post("/devices/token", pairing));
  return {
    async push(rows) {
      const body = { rows: rows.map((document) => ({ document, assumed: null })) };
      const { conflicts, rejected } = (await post("/sync/vehicles", body, token)) as z.infer<
        typeof PushResponse
      >;
      if (conflicts.length + rejected.length > 0) throw new Error("A new document was not accepted");
    },
    async pull(after) {
      const response = await fetch(new URL(`/sync/vehicles?after=${after}&limit=${pullLimit}`, url), {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await response.json()) as PullResponse;
    },
    async [Symbol.asyncDispose]() {},
  };
}
