import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { DataFolderInUse, startHub } from "#server/hub.ts";
import { openDatabase } from "#server/db/database.ts";
import { pair } from "#server/pair-command.ts";
import { freshDatabase } from "#tests/support/postgres.ts";
import { hubSource } from "#tests/support/hub-process.ts";
import { briefly, endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";
import { openLine } from "./line.ts";
import { added, car, createWorld, openDesk, pairDesk, post, type World } from "./world.ts";

/** The hub as a person runs it, in a process of its own. */
async function runHub(folder: string, ...args: string[]) {
  return runProgram(await programFile("hub"), folder, ...args);
}

async function runProgram(program: string, folder: string, ...args: string[]) {
  const options = ["--data-folder", folder, "--port", "0", ...args];
  const child = spawn(process.execPath, [...briefly, program, ...options], {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  });
  endWithThis(child);
  const said: string[] = [];
  createInterface(child.stdout).on("line", (line) => said.push(line));
  createInterface(child.stderr).on("line", (line) => said.push(line));
  const hears = (pattern: RegExp) =>
    expect
      .poll(() => pattern.exec(said.join("\n"))?.[1], { timeout: 60_000 })
      .toBeDefined()
      .then(() => pattern.exec(said.join("\n"))![1]!);
  return { child, said, hears };
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

describe("the hub as a program", { timeout: 120_000 }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("a fresh folder gets a dealership, whose first desk joins by the code that is shown; a kill loses nothing that was answered", async () => {
    const first = await runProgram(hubSource, folder);
    const url = await first.hears(/answers at (http:\S+)/);
    const code = await first.hears(/Pairing code (\S+),/);
    const desk = await pairDesk(url, code);
    const cars = Array.from({ length: 40 }, () => car());
    const sent = cars.map((one) => desk.push("vehicles", [added(one)]));
    const settling = Promise.allSettled(sent);
    await Promise.all(sent.slice(0, 20));
    first.child.kill("SIGKILL");
    await settling;
    await ended(first.child);

    const second = await runHub(folder);
    const again = openDesk(await second.hears(/answers at (http:\S+)/), desk.pairing, desk.token);
    const { documents } = await again.pull("vehicles");
    const ids = new Set(documents.map(({ id }) => id));
    expect(cars.slice(0, 20).filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(second.said.join("\n")).not.toContain("Pairing code");

    const paired = await runHub(folder, "pair");
    const colleague = await pairDesk(
      new URL(await second.hears(/answers at (http:\S+)/)).href,
      await paired.hears(/Pairing code (\S+),/),
    );
    expect(colleague.pairing.tenantId).toBe(desk.pairing.tenantId);
    expect(await ended(paired.child)).toBe(0);

    second.child.kill("SIGTERM");
    expect(await ended(second.child)).toBe(0);
    expect(await readdir(folder)).not.toContain("operator.json");
  });

  test("a second hub on the same folder says so and leaves the first alone", async () => {
    await using world = await createWorld("pglite");
    const second = await runHub(world.folder);

    expect(await ended(second.child)).toBe(2);
    expect(second.said.join("\n")).toContain("Another hub is running on");
    expect(second.said.join("\n")).toContain(`process ${process.pid}`);
    expect((await fetch(`${world.hub.url}/health`)).status).toBe(200);
    expect((await stat(join(world.folder, "operator.json"))).mode & 0o077).toBe(0);
  });

  test("a code can be had while no hub runs, and for another dealership", async () => {
    const paired = await runHub(folder, "pair", "--dealership", "new");
    await paired.hears(/Pairing code (\S+),/);
    expect(await ended(paired.child)).toBe(0);
    const unclear = await runHub(folder, "pair");
    expect(await ended(unclear.child)).toBe(2);
    expect(unclear.said.join("\n")).toContain("Say which dealership");
    const unknown = await runHub(folder, "pair", "--dealership", "nowhere");
    expect(await ended(unknown.child)).toBe(2);
  });

  test("settings that cannot be used are told in a sentence", async () => {
    const wrong = await runHub(folder, "--port", "many");
    expect(await ended(wrong.child)).toBe(2);
    expect(wrong.said).toEqual(['--port (HUB_PORT) must be 0 to 65535, not "many".']);
    const asked = await runHub(folder, "--help");
    expect(await ended(asked.child)).toBe(0);
    expect(asked.said.join("\n")).toContain("DATABASE_URL");
  });
});

describe("a running hub", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld("pglite");
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test("the folder's lock outlives neither its holder nor a note that was left behind", async () => {
    const again = { dataFolder: world.folder, databaseUrl: null, host: "127.0.0.1", port: 0, log: () => {} };
    await expect(startHub(again)).rejects.toThrow(DataFolderInUse);
    await expect(startHub(again)).rejects.toMatchObject({ kind: "dataFolderInUse" });
    await writeFile(join(world.folder, "hub.lock.json"), "not a note");
    await expect(startHub(again)).rejects.toThrow("Another hub is running");
    await world.restart();
    expect((await fetch(`${world.hub.url}/health`)).status).toBe(200);
  });

  test("a port that is taken is an error, and the folder is free afterwards", async () => {
    const folder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
    const options = { dataFolder: folder, databaseUrl: null, host: "127.0.0.1", log: () => {} };
    await expect(startHub({ ...options, port: world.hub.port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await (await startHub({ ...options, port: 0 }))[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test("a running hub is asked for a code through its folder", async () => {
    const wanted = { dataFolder: world.folder, databaseUrl: null, dealership: null };
    const first = await pair(wanted);
    expect(await world.hub.tenants()).toEqual([first.tenantId]);
    expect((await pairDesk(world.hub.url, first.code)).pairing.person.role).toBe("owner");

    const second = await pair({ ...wanted, dealership: "new" });
    expect(second.tenantId).not.toBe(first.tenantId);
    await expect(pair(wanted)).rejects.toThrow("Say which dealership");
    await expect(pair({ ...wanted, dealership: "nowhere" })).rejects.toThrow("no dealership nowhere");
    expect((await pair({ ...wanted, dealership: first.tenantId })).tenantId).toBe(first.tenantId);

    await writeFile(join(world.folder, "operator.json"), "half a no");
    await expect(pair(wanted)).rejects.toThrow("Try again in a moment");
  });

  test("it says what it is", async () => {
    const health = await (await fetch(`${world.hub.url}/health`)).json();
    expect(health).toEqual({ status: "ok", database: "pglite", time: expect.any(String) });
  });

  test("the OpenAPI description names every route, and which are open", async () => {
    const answer = await fetch(`${world.hub.url}/openapi.json`);
    const Operation = z.looseObject({ security: z.array(z.unknown()).optional() });
    const Description = z.object({
      openapi: z.string(),
      paths: z.record(z.string(), z.looseObject({ get: Operation.optional(), post: Operation.optional() })),
    });
    const { openapi, paths } = Description.parse(await answer.json());

    expect(openapi).toMatch(/^3\.1\./);
    expect(Object.keys(paths).sort()).toEqual([
      "/blobs/missing",
      "/blobs/{sha256}",
      "/changes",
      "/devices",
      "/devices/rename",
      "/devices/revoke",
      "/devices/token",
      "/health",
      "/me",
      "/pairing/codes",
      "/pairing/redeem",
      "/people",
      "/people/audit",
      "/people/change",
      "/people/invitations",
      "/people/invitations/cancel",
      "/people/remove",
      "/sync/{collection}",
      "/sync/{collection}/snapshot",
      "/updates/{file}",
      "/uploads",
      "/uploads/{id}",
    ]);
    expect(paths["/health"]!.get!.security).toEqual([]);
    expect(paths["/updates/{file}"]!.get!.security).toEqual([]);
    expect(paths["/sync/{collection}"]!.get!.security).toBeUndefined();
  });

  test("the readable page brings all that it needs, and may load nothing else", async () => {
    const page = await fetch(`${world.hub.url}/docs`);
    const text = await page.text();
    const policy = page.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("http");
    const parts = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(parts).toHaveLength(3);
    for (const path of parts) {
      const part = await fetch(new URL(path, world.hub.url));
      expect([path, part.status, (await part.text()).length > 50]).toEqual([path, 200, true]);
    }
    const bundle = createRequire(import.meta.url).resolve("swagger-ui-dist/swagger-ui-bundle.js");
    const served = await (await fetch(`${world.hub.url}/docs/swagger-ui-bundle.js`)).text();
    expect(served).toBe(await readFile(bundle, "utf8"));
    expect((await fetch(`${world.hub.url}/docs`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${world.hub.url}/docs/`)).status).toBe(200);
    expect((await fetch(`${world.hub.url}/docs/..%2fpackage.json`)).status).toBe(404);
  });

  test("other sites' pages are turned away, a followed link is not", async () => {
    // Node's own fetch would set these headers by itself.
    const from = async (headers: Record<string, string>) => {
      const [answer] = (await once(request(`${world.hub.url}/docs`, { headers }).end(), "response")) as [
        IncomingMessage,
      ];
      answer.resume();
      return answer.statusCode;
    };
    expect(await from({ "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await from({ "sec-fetch-site": "same-site" })).toBe(403);
    expect(await from({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toBe(200);
    const health = await fetch(`${world.hub.url}/health`, {
      headers: { origin: "https://elsewhere.example" },
    });
    expect(health.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("the operator's door is closed to who cannot read the data folder", async () => {
    const door = `${world.hub.url}/operator/pairing-codes`;
    expect((await fetch(door, { method: "POST" })).status).toBe(404);
    expect((await fetch(door, { headers: { authorization: "Bearer guess" } })).status).toBe(404);
  });

  test("what there is not is told in the same shape", async () => {
    const answer = await fetch(`${world.hub.url}/nowhere`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: "NOT_FOUND" }]);
    expect(world.log.at(-1)).toMatchObject({ event: "request", fields: { route: "/nowhere", status: 404 } });
  });
});

test("requests under way end before the hub does", async () => {
  await using world = await createWorld("postgresql");
  const desk = await world.dealership();
  const { url } = world.hub;
  const client = new Client({ connectionString: world.databaseUrl! });
  await client.connect();
  await client.query("BEGIN; SELECT FROM feeds FOR UPDATE");
  const sent = desk.push("vehicles", [added(car())]);
  const waiting =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await client.query(waiting)).rowCount).toBe(1);

  const restarted = world.restart();
  const health = () =>
    fetch(`${url}/health`).then(
      () => "answers",
      () => "is gone",
    );
  await expect.poll(health).toBe("is gone");
  await client.query("COMMIT");
  await client.end();

  expect(await sent).toEqual({ conflicts: [], rejected: [] });
  await restarted;
  const again = openDesk(world.hub.url, desk.pairing, desk.token);
  expect((await again.pull("vehicles")).documents).toHaveLength(1);
});

test("a database that goes away is told as such, and the hub finds it again", async () => {
  await using fresh = await freshDatabase();
  const url = new URL(fresh.url);
  await using line = await openLine(Number(url.port));
  url.port = String(line.port);
  await using world = await createWorld("postgresql", { databaseUrl: url.href });
  const desk = await world.dealership();
  const ears = new AbortController();
  const heard = desk.changes(ears.signal);
  const next = heard.next();
  await desk.push("vehicles", [added(car())]);
  expect((await next).value).toMatchObject({ collection: "vehicles", sequence: 1 });

  line.cut();
  const health = await fetch(`${world.hub.url}/health`);
  expect([health.status, await health.json()]).toMatchObject([503, { code: "SERVICE_UNAVAILABLE" }]);
  expect((await desk.post("/sync/vehicles", { rows: [added(car())] })).status).toBe(503);
  line.mend();

  await desk.push("vehicles", [added(car())]);
  expect((await heard.next()).value).toEqual({ collection: "vehicles", sequence: 2 });
  ears.abort();
  expect((await fetch(`${world.hub.url}/health`)).status).toBe(200);
});

test("an embedded database is tidied once enough was written", async () => {
  await using world = await createWorld("pglite");
  const desk = await world.dealership();
  for (let batch = 0; batch < 25; batch++)
    await desk.push(
      "vehicles",
      Array.from({ length: 200 }, () => added(car())),
    );

  await expect.poll(() => world.log.map(({ event }) => event)).toContain("databaseTidied");
  await world.restart();
  await world.hub[Symbol.asyncDispose]();
  await using database = await openDatabase({
    databaseUrl: null,
    dataFolder: world.folder,
    onError: () => {},
  });
  const { rows } = await database.system.execute(
    "SELECT reltuples FROM pg_class WHERE relname = 'documents'",
  );
  expect(rows).toEqual([{ reltuples: 5000 }]);
});

test("too many tries at the operator's end of a proxy are counted by visitor, elsewhere by connection", async () => {
  await using world = await createWorld("pglite");
  const guess = () =>
    post(
      world.hub.url,
      "/pairing/redeem",
      { code: "AAAAAAAA", deviceId: crypto.randomUUID(), deskName: "x" },
      { "x-forwarded-for": crypto.randomUUID() },
    );
  for (let count = 0; count < 10; count++) await guess();
  expect((await guess()).status).toBe(429);
});
