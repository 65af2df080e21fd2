import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { checkHub } from "#server/backup/check-hub.ts";
import { openDatabase } from "#server/db/database.ts";
import { startHub } from "#server/hub.ts";
import { runHub } from "#tests/support/hub-process.ts";
import { seeded } from "#tests/support/images.ts";
import { freshDatabase } from "#tests/support/postgres.ts";
import { added, car, openDesk, pairDesk, type TestDesk } from "./world.ts";

const rounds = 20;
const seed = Number(process.env["KILL_SEED"] ?? randomInt(1_000_000));
const writers = 4;

/** Follows the feed through another process for as long as it grows: what it missed it would never ask for again. */
async function follow(desk: TestDesk, seen: Map<string, Envelope>, signal: AbortSignal): Promise<void> {
  let after = 0;
  const catchUp = async () => {
    for (let more = true; more;) {
      const { documents, checkpoint } = await desk.pull("vehicles", after);
      for (const document of documents) seen.set(document.id, document);
      after = checkpoint.sequence;
      more = documents.length > 0;
    }
  };
  while (!signal.aborted) {
    await catchUp();
    await sleep(5);
  }
  await catchUp();
}

/** Pushes cars, new and edited, until the hub is gone; what was answered is kept as acknowledged. */
async function work(desk: TestDesk, acknowledged: Map<string, Envelope>): Promise<void> {
  try {
    for (;;) {
      const fresh = car({ edits: 0 });
      await desk.push("vehicles", [added(fresh)]);
      acknowledged.set(fresh.id, fresh);
      const edited = { ...fresh, data: { ...fresh.data, edits: 1 } };
      const { conflicts } = await desk.push("vehicles", [{ document: edited, assumed: fresh }]);
      if (conflicts.length === 0) acknowledged.set(fresh.id, edited);
    }
  } catch {
    // The line broke: nothing is known of what was under way.
  }
}

test(`a hub that is killed under load, time after time, keeps all that it answered, in a feed without a gap (seed ${seed})`, async () => {
  await using fresh = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
  const random = seeded(seed);
  const acknowledged = new Map<string, Envelope>();
  const first = await runHub({ folder, databaseUrl: fresh.url }, true);
  const { pairing, token } = await pairDesk(first.url, first.code!);
  let hub = first;
  try {
    const options = { dataFolder: folder, databaseUrl: fresh.url, host: "127.0.0.1", port: 0, log: () => {} };
    await using other = await startHub(options);
    const ending = new AbortController();
    const seen = new Map<string, Envelope>();
    const following = follow(openDesk(other.url, pairing, token), seen, ending.signal);
    for (let round = 0; round < rounds; round++) {
      const desk = openDesk(hub.url, pairing, token);
      const before = acknowledged.size;
      const working = Promise.all(Array.from({ length: writers }, () => work(desk, acknowledged)));
      // At a random moment of a random push: after so many answers, and a little more.
      const answers = before + 1 + Math.floor(random() * 12);
      await expect
        .poll(() => acknowledged.size, { interval: 1, timeout: 30_000 })
        .toBeGreaterThanOrEqual(answers);
      await sleep(random() * 8);
      hub.child.kill("SIGKILL");
      await once(hub.child, "exit");
      await working;
      hub = await runHub({ folder, databaseUrl: fresh.url });
    }
    ending.abort();
    await following;
    const lost = [...acknowledged].filter(
      ([id, { data }]) => Number(seen.get(id)?.data["edits"] ?? -1) < Number(data["edits"]),
    );
    expect(lost).toEqual([]);

    await using database = await openDatabase({
      databaseUrl: fresh.url,
      dataFolder: folder,
      onError: () => {},
    });
    const { documents, faults } = await checkHub({ database, dataFolder: folder });
    expect([documents, faults]).toEqual([seen.size, []]);
  } finally {
    hub.child.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
}, 240_000);
