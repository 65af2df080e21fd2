import { setTimeout as sleep } from "node:timers/promises";
import { Client, Pool } from "pg";
import type { Driver } from "./driver.ts";
import { valueTypes } from "./values.ts";

const connectTimeout = 10_000;
const longestPause = 10_000;

export function openPostgreSQL(
  connectionString: string,
  connectionName: string,
  onError: (error: unknown) => void,
): Driver {
  const pool = new Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: connectTimeout,
    types: valueTypes,
    application_name: connectionName,
  });
  pool.on("error", onError);
  return {
    kind: "postgresql",
    pool,
    listen: async (channel, heard, restored) => {
      const ears = new AbortController();
      const done = keepListening({
        connectionString,
        channel,
        heard,
        restored,
        onError,
        signal: ears.signal,
      });
      return {
        async [Symbol.asyncDispose]() {
          ears.abort();
          await done;
        },
      };
    },
    tidy: async () => {},
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

interface Ears {
  connectionString: string;
  channel: string;
  heard: (message: string) => void;
  restored: () => void;
  onError: (error: unknown) => void;
  signal: AbortSignal;
}

/** LISTEN needs a connection of its own for as long as it lasts; a lost one is replaced, with growing pauses. */
async function keepListening(ears: Ears): Promise<void> {
  let pause = 100;
  while (!ears.signal.aborted) {
    try {
      await listenOnce(ears, () => (pause = 100));
    } catch (error) {
      ears.onError(error);
    }
    await sleep(pause, undefined, { signal: ears.signal }).catch(() => {});
    pause = Math.min(pause * 2, longestPause);
  }
}

async function listenOnce(ears: Ears, connected: () => void): Promise<void> {
  const client = new Client({
    connectionString: ears.connectionString,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: "autosell-hub-ears",
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  client.on("error", ears.onError);
  client.on("end", end);
  client.on("notification", ({ payload }) => ears.heard(payload ?? ""));
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(ears.channel)}`);
    connected();
    ears.restored();
    ears.signal.addEventListener("abort", () => end(), { once: true });
    if (!ears.signal.aborted) await ended;
  } finally {
    await client.end();
  }
}
