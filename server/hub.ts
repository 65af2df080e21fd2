import { mkdir } from "node:fs/promises";
import manifest from "../package.json" with { type: "json" };
import { DrizzleQueryError } from "drizzle-orm";
import { checkHub } from "./backup/check-hub.ts";
import { writeBackup } from "./backup/write-backup.ts";
import { createPairings, type FormerTenant, type PairingCode } from "./auth/pairing.ts";
import { createPeople } from "./auth/people.ts";
import { openTokens } from "./auth/tokens.ts";
import { openBlobStore, shelfFolder } from "./blobs/blob-store.ts";
import { type TakenFiles, takeFiles } from "./blobs/taking.ts";
import { createUploads } from "./blobs/uploads.ts";
import { openDatabase } from "./db/database.ts";
import { startUpkeep } from "./db/upkeep.ts";
import { type AllowanceOptions, createAllowances } from "./http/allowances.ts";
import { listen } from "./http/listen.ts";
import { createOperatorSecret, publishOperator } from "./http/operator.ts";
import { createRequestHandler } from "./http/requests.ts";
import { createLog, type HubLogLine } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { openAccessWatch } from "./sync/access-watch.ts";
import { openFeedWatch } from "./sync/feed-watch.ts";

export type { HubLogLine } from "./log.ts";
export { isDamaged } from "./db/damage.ts";
export { DataFolderInUse } from "./db/data-folder-lock.ts";
export { DatabaseNewer } from "./db/migrate.ts";

const usualPolls = { feeds: 5_000, access: 30_000 };
const sweepEvery = 6 * 3_600_000;

export interface HubOptions {
  /** Blobs, unfinished uploads and, without a `databaseUrl`, the database. Made where it is not there. */
  readonly dataFolder: string;
  /** A PostgreSQL of version 15 or newer; null for the embedded PGlite. */
  readonly databaseUrl: string | null;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly log: (line: HubLogLine) => void;
  /** A request failed because a part of the database cannot be read any more. */
  readonly onDamage?: () => void;
  readonly now?: () => number;
  readonly trustProxy?: boolean;
  /** Who brings it as a bearer token may read `/metrics`; null closes them to everybody. */
  readonly metricsToken?: string | null;
  /** Where other than usual. */
  readonly allowances?: AllowanceOptions;
  /** How often feeds and access are looked at in case a message got lost, where other than usual: milliseconds. */
  readonly pollEvery?: { readonly feeds: number; readonly access: number };
  /** A folder of new versions of the app, for desks to update from; null for none. */
  readonly updatesFolder?: string | null;
}

export interface Hub extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** One-time code for one more desk of a dealership; with `tenantId` null, for the first desk (its owner) of a new one. */
  createPairingCode(tenantId: string | null): Promise<PairingCode>;
  tenants(): Promise<string[]>;
  /** Dealerships that no desk has joined yet. */
  emptyTenants(): Promise<string[]>;
  /** Makes a dealership whose hub before this one is gone, as far as it is not here. */
  found(tenant: FormerTenant): Promise<void>;
  /** Takes over a shelf of photo files of that hub, whose data folder is named; those that are here already stay as they are. */
  takeFiles(tenantId: string, from: string, shelf: number): Promise<TakenFiles>;
  /** From here on `/ready` says no, while everything else is answered as before: the hub is about to stop. */
  drain(): void;
}

/** Starts a hub; disposing it drains what is under way. Throws `DataFolderInUse` where PGlite's folder has a hub already. */
export async function startHub(options: HubOptions): Promise<Hub> {
  try {
    return await composeHub(options);
  } catch (error) {
    throw causeOf(error);
  }
}

async function composeHub(options: HubOptions): Promise<Hub> {
  const { dataFolder, databaseUrl, now = Date.now, pollEvery = usualPolls } = options;
  const { trustProxy = false, updatesFolder = null, metricsToken = null, onDamage = () => {} } = options;
  const log = createLog(options.log, now);
  await using stack = new AsyncDisposableStack();
  await mkdir(dataFolder, { recursive: true });

  const onError = (error: unknown) => void log.error("databaseConnectionLost", error);
  const database = stack.use(await openDatabase({ databaseUrl, dataFolder, onError }));
  const upkeep = stack.use(startUpkeep(database, log));
  const tokens = await openTokens(database, now);
  const pairings = createPairings(database, now);
  const blobs = await openBlobStore({ database, folder: dataFolder, now });
  const uploads = createUploads({ store: blobs, folder: dataFolder, log });
  stack.use(
    await sweepUploads(
      () => uploads.sweep(),
      (error) => void log.error("uploadSweepFailed", error),
    ),
  );
  const feeds = stack.use(await openFeedWatch({ database, log, pollEvery: pollEvery.feeds }));
  const access = stack.use(await openAccessWatch({ database, log, pollEvery: pollEvery.access }));
  const people = createPeople(database, access, now);

  const stop = new AbortController();
  const drain = new AbortController();
  const createPairingCode = (tenantId: string | null) => pairings.createCode(tenantId);
  const operator = {
    secret: createOperatorSecret(),
    tenants: () => pairings.tenants(),
    createCode: createPairingCode,
    backup: () => writeBackup({ database, dataFolder, now }),
    check: () => checkHub({ database, dataFolder }),
  };
  const parts = {
    database,
    upkeep,
    tokens,
    pairings,
    people,
    access,
    allowances: createAllowances(options.allowances),
    blobs,
    uploads,
    feeds,
    metrics: createMetrics({ ofProcess: metricsToken !== null, connections: () => database.connections() }),
    metricsToken,
    operator,
    now,
    log,
    onDamage,
  };
  const handler = createRequestHandler({
    ...parts,
    stopping: stop.signal,
    draining: AbortSignal.any([drain.signal, stop.signal]),
    version: manifest.version,
    trustProxy,
    updatesFolder,
  });
  const { url, port } = stack.use(await listen(options.host, options.port, handler));
  stack.defer(() => stop.abort());
  if (database.kind === "pglite") stack.use(await publishOperator(dataFolder, url, operator.secret));

  log.info("hubStarted", { database: database.kind, port });
  stack.defer(() => log.info("hubStopping"));
  const owned = stack.move();
  return {
    url,
    port,
    createPairingCode,
    tenants: () => pairings.tenants(),
    emptyTenants: () => pairings.emptyTenants(),
    found: (tenant) => pairings.found(tenant),
    takeFiles: (tenantId, from, shelf) => takeFiles(blobs, tenantId, shelfFolder(from, tenantId, shelf)),
    drain: () => drain.abort(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A failed query quotes its parameters, secrets among them; the database's own error beneath it does not. */
function causeOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? (error.cause ?? error) : error;
}

/** At once, because a crash may have left uploads whole but not stored, and then now and again. */
async function sweepUploads(
  sweep: () => Promise<void>,
  failed: (error: unknown) => void,
): Promise<Disposable> {
  await sweep();
  const timer = setInterval(() => void sweep().catch(failed), sweepEvery);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
