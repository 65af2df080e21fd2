import { getTableColumns, getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "#server/db/database.ts";
import { migrations, tenantRole } from "#server/db/migrations.ts";
import * as schema from "#server/db/schema.ts";
import { push } from "#server/sync/push.ts";
import { freshDatabase, onServer } from "#tests/support/postgres.ts";
import { randomUUID } from "node:crypto";
import { added, car, databases, pairedDevice } from "./world.ts";

const ofTenants = ["feeds", "documents", "history", "blobs", "people", "devices"];
const hubOnly = ["tenants", "pairing_codes", "audit", "signing_keys"];

describe.each(databases)("tenancy on %s", (kind) => {
  let database: Database;
  const stack = new AsyncDisposableStack();
  const tenantIds: string[] = [];

  beforeAll(async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), "autosell-hub-"));
    stack.defer(() => rm(dataFolder, { recursive: true, force: true }));
    const databaseUrl = kind === "pglite" ? null : stack.use(await freshDatabase()).url;
    database = stack.use(await openDatabase({ databaseUrl, dataFolder, onError: () => {} }));
    for (const _ of ["one", "two"]) {
      const pusher = await pairedDevice(database);
      const { tenantId } = pusher;
      tenantIds.push(tenantId);
      await push(database, pusher, { collection: "vehicles", rows: [added(car())] }, Date.now());
      await database.inTenant(tenantId, ({ orm }) =>
        orm.insert(schema.blobs).values({ tenantId, sha256: "0".repeat(64), bytes: 1, storedAt: new Date() }),
      );
    }
  });
  afterAll(() => stack.disposeAsync());

  const countAs = async (tenantId: string | null, table: string): Promise<number> =>
    database.inSystem(async (orm) => {
      await orm.execute(`SET LOCAL ROLE ${tenantRole}`);
      if (tenantId)
        await orm.execute(`SET LOCAL autosell.tenant = '${tenantId}'; SET LOCAL autosell.kinds = '*'`);
      const { rows } = await orm.execute<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      return rows[0]!.count;
    });

  test.each(ofTenants)(
    "%s shows no row while no tenant is set, and only its own afterwards",
    async (table) => {
      expect(await countAs(null, table)).toBe(0);
      expect(await countAs(tenantIds[0]!, table)).toBe(1);
      expect(await countAs(randomUUID(), table)).toBe(0);
      const { rows } = await database.system.execute<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${table}`,
      );
      expect(rows[0]!.count).toBe(2);
    },
  );

  test.each(hubOnly)("%s is closed to tenants", async (table) => {
    await expect(countAs(tenantIds[0]!, table)).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  test("a tenant cannot write another's rows", async () => {
    const [mine, theirs] = tenantIds as [string, string];
    const blob = { tenantId: theirs, sha256: "1".repeat(64), bytes: 1, storedAt: new Date() };

    await expect(
      database.inTenant(mine, ({ orm }) => orm.insert(schema.blobs).values(blob)),
    ).rejects.toMatchObject({ cause: { code: "42501" } });
    const changed = await database.inTenant(mine, ({ rows }) =>
      rows("UPDATE documents SET sequence = 9 WHERE tenant_id = $1 RETURNING id", [theirs]),
    );
    expect(changed).toEqual([]);
  });

  test("the tenant of one transaction is forgotten by the next on the same connection", async () => {
    await database.inTenant(tenantIds[0]!, ({ rows }) => rows("SELECT 1", []));
    const { rows } = await database.system.execute("SELECT current_user <> session_user AS borrowed");
    expect(rows).toEqual([{ borrowed: false }]);
  });

  test("what is no tenant id never reaches the database", async () => {
    await expect(database.inTenant("'; DROP TABLE documents; --", async () => {})).rejects.toThrow("Invalid");
  });

  test("every table starts with its tenant, but for the hub's own, and has row-level security", async () => {
    const { rows } = await database.system.execute<{ name: string; first: string; secured: boolean }>(`
      SELECT relname AS name, attname AS first, relrowsecurity AS secured
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = 1
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`);
    const own = new Set(["applied_migrations", "signing_keys"]);
    for (const { name, first, secured } of rows.filter((row) => !own.has(row.name)))
      expect({ name, first, secured }).toEqual({ name, first: "tenant_id", secured: true });
    expect(rows.map(({ name }) => name)).toEqual([...ofTenants, ...hubOnly, "applied_migrations"].sort());
  });

  test("queries know the tables as they are", async () => {
    const tables = Object.values(schema).filter((value) => is(value, PgTable));
    for (const table of tables) {
      const { rows } = await database.system.execute<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns
          WHERE table_name = '${getTableName(table)}' ORDER BY ordinal_position`,
      );
      expect(rows.map(({ name }) => name)).toEqual(
        Object.values(getTableColumns(table)).map(({ name }) => name),
      );
    }
    expect(tables).toHaveLength(ofTenants.length + hubOnly.length);
  });
});

describe("migrations", () => {
  test("nodes that start at once bring a database up together, and the next finds nothing to do", async () => {
    await using fresh = await freshDatabase();
    const open = () => openDatabase({ databaseUrl: fresh.url, dataFolder: "", onError: () => {} });
    const nodes = await Promise.all([open(), open(), open()]);

    const { rows } = await nodes[0]!.system.execute("SELECT name FROM applied_migrations");
    expect(rows).toEqual(migrations.map(({ name }) => ({ name })));
    await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()));
  });

  test("a user who is no superuser can run a hub on a database of its own", async () => {
    await using fresh = await freshDatabase();
    const name = `operator_${randomUUID().slice(0, 8)}`;
    const url = new URL(fresh.url);
    await onServer(fresh.url, `CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'secret'`);
    await onServer(fresh.url, `ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${name}`);
    // The role may have been made by another's hub on this server, which then has to lend it.
    await onServer(fresh.url, `GRANT ${tenantRole} TO ${name} WITH ADMIN OPTION`).catch(() => {});
    [url.username, url.password] = [name, "secret"];
    const database = await openDatabase({ databaseUrl: url.href, dataFolder: "", onError: () => {} });
    try {
      const pusher = await pairedDevice(database);
      const request = { collection: "vehicles" as const, rows: [added(car())] };
      expect((await push(database, pusher, request, Date.now())).written).toBe(1);
    } finally {
      await database[Symbol.asyncDispose]();
      await onServer(fresh.url, `DROP OWNED BY ${name} CASCADE`);
    }
  });

  test("an older hub refuses a database that a newer one has changed", async () => {
    await using fresh = await freshDatabase();
    const open = () => openDatabase({ databaseUrl: fresh.url, dataFolder: "", onError: () => {} });
    await (await open())[Symbol.asyncDispose]();
    await onServer(fresh.url, "INSERT INTO applied_migrations VALUES ('9999-from-tomorrow', now())");

    await expect(open()).rejects.toThrow("9999-from-tomorrow");
  });
});
