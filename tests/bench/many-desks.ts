import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import type { Pairing } from "#shared/contract/hub.ts";
import { pullLimit } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { added, car, openDesk, type TestDesk, tokenOf } from "#tests/hub/world.ts";
import { found } from "#tests/support/founding.ts";
import { runHub } from "#tests/support/hub-process.ts";
import { freshDatabase, startPostgres } from "#tests/support/postgres.ts";
import { type Figure, quantile } from "./figure.ts";

const deskCount = 100;
/** Milliseconds between two edits of a desk, half as much more or less. */
const editEvery = 4000;
const warmUp = 10_000;
const measured = 40_000;

/**
 * A dealership of a hundred desks at one hub process on PostgreSQL: each has its change stream open, pulls at every news and edits
 * a car of its own every few seconds. How long a push takes, and how long it takes from there until another desk has the edit.
 * The desks share this process, and the machine with the hub.
 */
export async function measureManyDesks(): Promise<Figure[]> {
  await using server = await startPostgres();
  await using database = await freshDatabase(server);
  const dataFolder = await mkdtemp(join(tmpdir(), "autosell-bench-"));
  const hub = await runHub({ folder: dataFolder, databaseUrl: database.url }, true);
  const stop = new AbortController();
  try {
    const pairings = await foundIn(database.url, deskCount);
    const times = { push: [] as number[], arrival: [] as number[] };
    const sent = new Map<string, number>();
    const arrived = (document: Envelope) => {
      const began = sent.get(stampOf(document));
      if (began !== undefined) times.arrival.push(performance.now() - began);
    };
    const desks = await Promise.all(pairings.map((pairing) => opened(hub.url, pairing)));
    const running = desks.flatMap((desk) => [
      listen(desk, stop.signal, arrived),
      work(desk, stop.signal, { sent, pushed: (took) => times.push.push(took) }),
    ]);
    await sleep(warmUp);
    times.push.length = times.arrival.length = 0;
    await sleep(measured);
    stop.abort();
    await Promise.allSettled(running);
    const figure = (name: string, value: number, unit: string) => ({ name: `hub/${name}`, value, unit });
    return [
      figure("desks-100-edits", times.push.length / (measured / 1000), "edits/s"),
      figure("desks-100-push-p50", quantile(times.push, 0.5), "ms"),
      figure("desks-100-push-p95", quantile(times.push, 0.95), "ms"),
      figure("desks-100-edit-to-desk-p50", quantile(times.arrival, 0.5), "ms"),
      figure("desks-100-edit-to-desk-p95", quantile(times.arrival, 0.95), "ms"),
    ];
  } finally {
    stop.abort();
    hub.child.kill("SIGKILL");
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function foundIn(databaseUrl: string, desks: number): Promise<Pairing[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await found(client, desks);
  } finally {
    await client.end();
  }
}

async function opened(url: string, pairing: Pairing): Promise<TestDesk> {
  return openDesk(url, pairing, await tokenOf(url, pairing));
}

/** Pulls at every news, one pull at a time, as a replica does: what is told meanwhile is fetched by the next. */
async function listen(
  desk: TestDesk,
  signal: AbortSignal,
  arrived: (document: Envelope) => void,
): Promise<void> {
  let [after, told] = [0, 0];
  let pulling: Promise<void> | null = null;
  const pull = async () => {
    while (after < told && !signal.aborted) {
      const { documents, checkpoint } = await desk.pull("vehicles", after, pullLimit);
      after = checkpoint.sequence;
      documents.forEach(arrived);
      if (documents.length === 0) return;
    }
  };
  for await (const { collection, sequence } of desk.changes(signal)) {
    if (collection !== "vehicles") continue;
    told = Math.max(told, sequence);
    pulling ??= pull().finally(() => (pulling = null));
  }
}

/** Edits a car of its own again and again, which every other desk gets as well. */
async function work(
  desk: TestDesk,
  signal: AbortSignal,
  { sent, pushed }: { sent: Map<string, number>; pushed: (took: number) => void },
): Promise<void> {
  let edits = 0;
  const edited = (before: Envelope): Envelope => ({
    ...before,
    data: { ...before.data, edits: (edits += 1) },
  });
  let assumed = car({ edits });
  await desk.push("vehicles", [added(assumed)]);
  while (!signal.aborted) {
    await sleep(editEvery * (0.5 + Math.random()), undefined, { signal });
    const document = edited(assumed);
    const began = performance.now();
    sent.set(stampOf(document), began);
    const { conflicts, rejected } = await desk.push("vehicles", [{ document, assumed }]);
    if (conflicts.length + rejected.length > 0)
      throw new Error("An edit of a car of its own was not accepted");
    pushed(performance.now() - began);
    assumed = document;
  }
}

function stampOf({ id, data }: Envelope): string {
  return `${id} ${JSON.stringify(data["edits"])}`;
}
