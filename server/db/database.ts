import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { ClientBase, Pool, PoolClient, QueryResultRow } from "pg";
import * as z from "zod";
import { roles, visibleKinds } from "#shared/rules/rights.ts";
import type { DatabaseKind, Driver } from "./driver.ts";
import { migrate } from "./migrate.ts";
import { type Access, DeviceRevoked } from "./access.ts";
import { everyKind, kindsSetting, migrations, tenantRole, tenantSetting } from "./migrations.ts";
import { openPGlite } from "./pglite.ts";
import { openPostgreSQL } from "./postgresql.ts";

/** A transaction that sees and writes the rows of one tenant only. */
interface TenantTransaction {
  readonly orm: NodePgDatabase;
  rows<Row extends QueryResultRow>(statement: string, values: readonly unknown[]): Promise<Row[]>;
}

export interface DeviceKey {
  readonly tenantId: string;
  readonly deviceId: string;
  /** When it was paired, where that has to be so still: what was given out before a desk changed hands is nobody's after. */
  readonly pairedAt?: string;
}

export interface DeviceTransaction extends TenantTransaction {
  readonly access: Access;
  /** From here on the work sees every kind, or again no more than the desk may. */
  seeEverything(everything: boolean): Promise<void>;
}

export interface Database extends AsyncDisposable {
  readonly kind: DatabaseKind;
  /** Queries as the hub itself, across tenants. Never inside a tenant's work: PGlite has one connection for both. */
  readonly system: NodePgDatabase;
  /** A tenant's work of the hub itself, which sees every kind. */
  inTenant<T>(tenantId: string, work: (transaction: TenantTransaction) => Promise<T>): Promise<T>;
  /**
   * A tenant's work for one of its desks, which sees what its person may see at this moment. Throws `DeviceRevoked` where the
   * desk or its person was removed.
   */
  asDevice<T>(device: DeviceKey, work: (transaction: DeviceTransaction) => Promise<T>): Promise<T>;
  /** The same for work across tenants that has to be all or nothing. */
  inSystem<T>(work: (orm: NodePgDatabase) => Promise<T>): Promise<T>;
  /** For work on everything there is: all its statements see the same moment, and it may take as long as it takes. */
  inSnapshot<T>(work: (client: ClientBase) => Promise<T>): Promise<T>;
  /** Connections that are open, and how many pieces of work wait for one. */
  connections(): Connections;
  notify(channel: string, message: string): Promise<void>;
  readonly listen: Driver["listen"];
  readonly tidy: Driver["tidy"];
}

export interface Connections {
  readonly busy: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface DatabaseOptions {
  readonly databaseUrl: string | null;
  /** Where PGlite keeps its files when there is no `databaseUrl`. */
  readonly dataFolder: string;
  /** A new, migrated PGlite database in one file, to begin from instead of running initdb where it is there: else the built one. */
  readonly template?: string | null;
  /** What PostgreSQL knows the connections by. */
  readonly connectionName?: string;
  /** Told of lost connections, which the pool replaces by itself. */
  readonly onError: (error: unknown) => void;
}

/** What connections of running hubs are called. */
export const hubConnection = "autosell-hub";

const Tenant = z.guid();

/** Opens the database, migrated and ready. Throws `DataFolderInUse` where another hub runs on the folder. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  await using stack = new AsyncDisposableStack();
  const driver = stack.use(
    options.databaseUrl === null
      ? await openPGlite(options.dataFolder, options)
      : openPostgreSQL(options.databaseUrl, options.connectionName ?? hubConnection, options.onError),
  );
  await withClient(driver.pool, (client) => migrate(client, migrations));
  return over(driver, stack.move());
}

function over(driver: Driver, stack: AsyncDisposableStack): Database {
  const { pool } = driver;
  return {
    kind: driver.kind,
    system: drizzle({ client: pool }),
    inTenant: async (tenantId, work) =>
      inTransaction(pool, `${begin}; ${asTenant(tenantId)}; ${seeing(everyKind)}`, (client) =>
        work(transactionOver(client)),
      ),
    asDevice: async ({ tenantId, deviceId, pairedAt = null }, work) =>
      inTransaction(pool, `${begin}; ${asTenant(tenantId)}`, async (client) => {
        const { rows } = await client.query<AccessRow>(enter, [tenantId, deviceId, kindsByRole, pairedAt]);
        const [found] = rows;
        if (!found) throw new DeviceRevoked();
        const { kinds, ...access } = found;
        return work({
          ...transactionOver(client),
          access,
          async seeEverything(everything) {
            if (kinds === everyKind) return;
            await client.query(`SELECT set_config('${kindsSetting}', $1, true)`, [
              everything ? everyKind : kinds,
            ]);
          },
        });
      }),
    inSystem: (work) => inTransaction(pool, begin, (client) => work(drizzle({ client }))),
    inSnapshot: (work) => inTransaction(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ", work),
    connections: () => ({
      busy: pool.totalCount - pool.idleCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
    async notify(channel, message) {
      await pool.query("SELECT pg_notify($1, $2)", [channel, message]);
    },
    listen: (channel, heard, restored) => driver.listen(channel, heard, restored),
    tidy: () => driver.tidy(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

function transactionOver(client: PoolClient): TenantTransaction {
  return {
    orm: drizzle({ client }),
    rows: async <Row extends QueryResultRow>(statement: string, values: readonly unknown[]) =>
      (await client.query<Row>(statement, [...values])).rows,
  };
}

type AccessRow = Access & { readonly kinds: string };

/** Who a desk is of, and the kinds they may see, set for the rest of the transaction; no row where there is no access. */
const enter = `
  SELECT person.person_id AS "personId", person.name, person.role, device.name AS "deskName",
         set_config('${kindsSetting}', $3::jsonb ->> person.role, true) AS kinds
    FROM devices AS device JOIN people AS person USING (tenant_id, person_id)
   WHERE device.tenant_id = $1 AND device.device_id = $2
     AND ($4::timestamptz IS NULL OR date_trunc('milliseconds', device.paired_at) = $4)
     AND device.revoked_at IS NULL AND person.removed_at IS NULL`;

const kindsByRole = JSON.stringify(
  Object.fromEntries(roles.map((role) => [role, visibleKinds(role)?.join(",") ?? everyKind])),
);

const seeing = (kinds: string) => `SET LOCAL ${kindsSetting} = '${kinds}'`;

/** A hung client must not keep a tenant's counter locked. */
const begin =
  "BEGIN; SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'";

function asTenant(tenantId: string): string {
  return `SET LOCAL ROLE ${tenantRole}; SET LOCAL ${tenantSetting} = '${Tenant.parse(tenantId)}'`;
}

async function inTransaction<T>(
  pool: Pool,
  start: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query(start);
    try {
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      // A lost connection cannot roll back and need not: what counts is why the work failed.
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  });
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
