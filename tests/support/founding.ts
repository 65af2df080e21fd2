import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import type { Pairing } from "#shared/contract/hub.ts";
import { createSecret, hashSecret } from "#server/auth/secrets.ts";

/**
 * A dealership of an owner and managers, a desk each, written into the hub's tables: to invite and let in each of them takes
 * longer than a history, and is not what histories are for.
 */
export async function found(database: Client, desks: number): Promise<Pairing[]> {
  const tenantId = randomUUID();
  await database.query("INSERT INTO tenants (tenant_id, created_at) VALUES ($1, now())", [tenantId]);
  await database.query("INSERT INTO feeds (tenant_id, sequence) VALUES ($1, 0)", [tenantId]);
  const pairings: Pairing[] = [];
  for (let number = 0; number < desks; number++)
    pairings.push(await joined(database, tenantId, number === 0));
  return pairings;
}

async function joined(database: Client, tenantId: string, isFirst: boolean): Promise<Pairing> {
  const [deviceId, personId, secret] = [randomUUID(), randomUUID(), createSecret()];
  const person = { personId, name: "Somebody", role: isFirst ? ("owner" as const) : ("manager" as const) };
  await database.query(
    "INSERT INTO people (tenant_id, person_id, name, role, added_at) VALUES ($1, $2, $3, $4, now())",
    [tenantId, personId, person.name, person.role],
  );
  await database.query(
    `INSERT INTO devices (tenant_id, device_id, person_id, name, secret_hash, paired_at)
     VALUES ($1, $2, $3, 'Desk', $4, now())`,
    [tenantId, deviceId, personId, hashSecret(secret)],
  );
  return { tenantId, deviceId, person, secret };
}
