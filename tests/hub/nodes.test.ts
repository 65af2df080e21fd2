import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Hub, type HubOptions, startHub } from "#server/hub.ts";
import { onServer } from "#tests/support/postgres.ts";
import { added, car, createWorld, openDesk, type TestDesk, type World } from "./world.ts";

/** What is heard is heard by a notice, and not because somebody looked. */
const pollEvery = { feeds: 3_600_000, access: 3_600_000 };

let world: World;
let other: Hub;
let owner: TestDesk;
beforeEach(async () => {
  world = await createWorld("postgresql", { metricsToken: "a token of the operator's", pollEvery });
  other = await startBeside({ pollEvery });
  owner = await world.dealership();
});
afterEach(async () => {
  await other[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

function startBeside(options: Partial<HubOptions>): Promise<Hub> {
  const { folder: dataFolder, databaseUrl } = world;
  return startHub({ dataFolder, databaseUrl, host: "127.0.0.1", port: 0, log: () => {}, ...options });
}

describe("two hub processes on one PostgreSQL", () => {
  test("an edit through one reaches a desk that listens at the other", async () => {
    const there = openDesk(other.url, owner.pairing, owner.token);
    const ears = new AbortController();
    const heard = there.changes(ears.signal);
    const next = heard.next();
    const edited = car();
    await owner.push("vehicles", [added(edited)]);
    expect((await next).value).toMatchObject({ collection: "vehicles", sequence: 1 });
    expect((await there.pull("vehicles")).documents).toEqual([edited]);
    ears.abort();
  });

  test("and reaches it by the poll where the notice was lost", async () => {
    await using polling = await startBeside({ pollEvery: { ...pollEvery, feeds: 200 } });
    const there = openDesk(polling.url, owner.pairing, owner.token);
    await owner.push("vehicles", [added(car())]);
    const ears = new AbortController();
    const heard = there.changes(ears.signal);
    await heard.next();
    // Written past the hubs, so that nobody is told.
    await onServer(
      world.databaseUrl!,
      `WITH more AS (UPDATE feeds SET sequence = sequence + 1 RETURNING tenant_id, sequence)
       INSERT INTO documents (tenant_id, collection, id, sequence, document)
       SELECT tenant_id, 'vehicles', 'x', sequence, '{"id":"x","kind":"vehicle","order":0}'::jsonb FROM more`,
    );
    expect((await heard.next()).value).toEqual({ collection: "vehicles", sequence: 2 });
    ears.abort();
  });
});

test("a process whose ears were cut off listens again, and hears what was written meanwhile", async () => {
  const there = openDesk(other.url, owner.pairing, owner.token);
  const ears = new AbortController();
  const heard = there.changes(ears.signal);
  const first = heard.next();
  await owner.push("vehicles", [added(car())]);
  expect((await first).value).toMatchObject({ sequence: 1 });

  await onServer(
    world.databaseUrl!,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'autosell-hub-ears'`,
  );
  for (const sequence of [2, 3]) {
    const next = heard.next();
    await owner.push("vehicles", [added(car())]);
    expect((await next).value).toEqual({ collection: "vehicles", sequence });
  }
  ears.abort();
});

test("a process says whether it should be sent requests", async () => {
  const ready = await fetch(`${world.hub.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);

  world.hub.drain();
  expect((await fetch(`${world.hub.url}/ready`)).status).toBe(503);
  expect((await fetch(`${world.hub.url}/health`)).status).toBe(200);
  expect(await owner.push("vehicles", [added(car())])).toEqual({ conflicts: [], rejected: [] });
  expect((await fetch(`${other.url}/ready`)).status).toBe(200);
});

test("what a process counts is for who brings the token, and names nobody", async () => {
  await owner.push("vehicles", [added(car()), { document: { id: "no document" }, assumed: null }]);
  await owner.pull("vehicles");
  const url = `${world.hub.url}/metrics`;
  expect((await fetch(url)).status).toBe(404);
  expect((await fetch(url, { headers: { authorization: "Bearer a guess" } })).status).toBe(404);
  expect((await fetch(`${other.url}/metrics`, { headers: { authorization: "Bearer " } })).status).toBe(404);

  const answer = await fetch(url, { headers: { authorization: "Bearer a token of the operator's" } });
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain('autosell_hub_pushed_rows_total{outcome="written"} 1');
  expect(text).toContain('autosell_hub_pushed_rows_total{outcome="malformed"} 1');
  expect(text).toContain("autosell_hub_pulled_rows_total 1");
  expect(text).toMatch(/autosell_hub_database_connections\{state="idle"\} [1-9]/);
  expect(text).toMatch(/autosell_hub_request_seconds_count\{method="POST",route="\/sync\/vehicles"/);
  for (const hidden of [owner.pairing.tenantId, owner.pairing.deviceId, owner.pairing.person.personId])
    expect(text).not.toContain(hidden);
});
