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

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly against?: string;
  readonly ratio?: number;
}

const count = 10_000;
const plainSql = "plain SQL on the same database";

/**
 * Ten thousand new cars through a desk's own door, HTTP and all, one batch after the other, and back; against the same
 * rows in the same batches by a bare client of the same database, which checks nothing and keeps no history.
 */
export async function run(): Promise<Figure[]> {
  await using server = await startPostgres();
  await using database = await freshDatabase(server);
  const hub = await measureHub(database.url);
  const floor = await measurePlainSql(database.url);
  const lite = await measureHub(null);
  const row = (name: string, value: number, against: number) => ({
    name,
    value,
    unit: "docs/s",
    against: plainSql,
    ratio: value / against,
  });
  return [
    row("hub/push-10k", hub.push, floor.push),
    row("hub/pull-10k", hub.pull, floor.pull),
    { name: "hub/push-10k-pglite", value: lite.push, unit: "docs/s" },
    { name: "hub/pull-10k-pglite", value: lite.pull, unit: "docs/s" },
  ];
}

interface Speeds {
  /** Documents per second. */
  readonly push: number;
  readonly pull: number;
}

async function measureHub(databaseUrl: string | null): Promise<Speeds> {
  const dataFolder = await mkdtemp(join(tmpdir(), "autosell-bench-"));
  try {
    await using hub = await startHub({ dataFolder, databaseUrl, host: "127.0.0.1", port: 0, log: () => {} });
    const desk = await openDesk(hub.url, (await hub.createPairingCode(null)).code);
    await desk.push(batch(pushLimit, "warm-up"));
    return {
      push: await speed(async () => {
        for (let pushed = 0; pushed < count; pushed += pushLimit) await desk.push(batch(pushLimit, pushed));
      }),
      pull: await speed(async () => {
        const documents = await readAll(desk.pull);
        if (documents !== count + pushLimit) throw new Error(`Pulled ${documents} documents`);
      }, count + pushLimit),
    };
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measurePlainSql(url: string): Promise<Speeds> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      "CREATE TABLE plain (id text PRIMARY KEY, sequence bigserial UNIQUE, document jsonb NOT NULL)",
    );
    const insert = (rows: readonly Envelope[]) =>
      client.query(
        "INSERT INTO plain (id, document) SELECT item ->> 'id', item FROM jsonb_array_elements($1::jsonb) AS item",
        [JSON.stringify(rows)],
      );
    await insert(batch(pushLimit, "warm-up"));
    const push = await speed(async () => {
      for (let pushed = 0; pushed < count; pushed += pushLimit) await insert(batch(pushLimit, pushed));
    });
    const pull = await speed(async () => {
      await readAll(async (after) => {
        const { rows } = await client.query<{ sequence: string; document: Envelope }>(
          "SELECT sequence, document FROM plain WHERE sequence > $1 ORDER BY sequence LIMIT $2",
          [after, pullLimit],
        );
        return { documents: rows, checkpoint: { sequence: Number(rows.at(-1)?.sequence ?? after) } };
      });
    }, count + pushLimit);
    return { push, pull };
  } finally {
    await client.end();
  }
}

type Pull = (after: number) => Promise<{ documents: unknown[]; checkpoint: { sequence: number } }>;

async function readAll(pull: Pull): Promise<number> {
  let read = 0;
  for (let after = 0; ;) {
    const { documents, checkpoint } = await pull(after);
    read += documents.length;
    if (documents.length < pullLimit) return read;
    after = checkpoint.sequence;
  }
}

async function speed(work: () => Promise<void>, documents = count): Promise<number> {
  const began = performance.now();
  await work();
  return documents / ((performance.now() - began) / 1000);
}

/** Documents are made outside of nothing: both sides pay for it. About 900 bytes each, like a car with its notes. */
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

async function openDesk(url: string, code: string) {
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
    async push(rows: readonly Envelope[]): Promise<void> {
      const body = { rows: rows.map((document) => ({ document, assumed: null })) };
      const { conflicts, rejected } = (await post("/sync/vehicles", body, token)) as z.infer<
        typeof PushResponse
      >;
      if (conflicts.length + rejected.length > 0) throw new Error("A new document was not accepted");
    },
    async pull(after: number): Promise<PullResponse> {
      const response = await fetch(new URL(`/sync/vehicles?after=${after}&limit=${pullLimit}`, url), {
        headers: { authorization: `Bearer ${token}` },
      });
      return (await response.json()) as PullResponse;
    },
  };
}
