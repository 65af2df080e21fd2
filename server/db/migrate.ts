import type pg from "pg";
import { type Migration, tenantRole } from "./migrations.ts";

/** A key of our own choosing, so that nodes that start at once bring the database up one after the other. */
const advisoryLock = 4_711_047_110;

/** An older hub was started on the database of a newer one. */
export class DatabaseNewer extends Error {
  override readonly name = "DatabaseNewer";
}

/** Brings the database to the shape of `migrations`, all or nothing, and answers the steps that were new to it. */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query("BEGIN");
  try {
    const applied = await migrateWithin(client, migrations);
    await client.query("COMMIT");
    return applied;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** The same inside a transaction of the caller's. */
export async function migrateWithin(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<string[]> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
  await ensureTenantRole(client);
  return applyMissing(client, migrations);
}

async function applyMissing(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(
    "CREATE TABLE IF NOT EXISTS applied_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)",
  );
  const { rows } = await client.query<{ name: string }>("SELECT name FROM applied_migrations");
  const known = new Set(rows.map(({ name }) => name));
  refuseNewerDatabase(known, migrations);
  const missing = migrations.filter(({ name }) => !known.has(name));
  for (const { name, sql } of missing) {
    await client.query(sql);
    await client.query("INSERT INTO applied_migrations VALUES ($1, now())", [name]);
  }
  return missing.map(({ name }) => name);
}

/** An older hub on a newer database would write rows that the newer one does not expect. */
function refuseNewerDatabase(known: Set<string>, migrations: readonly Migration[]): void {
  const foreign = [...known].filter((name) => !migrations.some((migration) => migration.name === name));
  if (foreign.length > 0)
    throw new DatabaseNewer(`The database was brought up to date by a newer hub (${foreign.join(", ")})`);
}

/**
 * Roles belong to the database server and not to one database, so another hub may be making the same role just now; and
 * since PostgreSQL 16 who makes a role may not take it on without being granted it.
 */
async function ensureTenantRole(client: pg.ClientBase): Promise<void> {
  await client.query(`
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${tenantRole}') THEN
        BEGIN
          CREATE ROLE ${tenantRole} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          NULL;
        END;
      END IF;
      BEGIN
        PERFORM set_config('role', '${tenantRole}', true);
        PERFORM set_config('role', 'none', true);
      EXCEPTION WHEN insufficient_privilege THEN
        EXECUTE format('GRANT ${tenantRole} TO %I', session_user);
      END;
    END
    $$`);
}
