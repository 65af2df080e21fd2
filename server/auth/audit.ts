import { and, desc, eq, lt } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { AuditAct, AuditEntry } from "#shared/contract/hub.ts";
import { audit } from "../db/schema.ts";

export interface Deed {
  readonly tenantId: string;
  readonly act: AuditAct;
  /** The desk that did it; null for the hub's operator, or where nobody known did. */
  readonly byDeviceId?: string | null;
  readonly personId?: string;
  readonly deviceId?: string;
  readonly detail?: string;
}

/** Writes down what was done, in the transaction that does it. */
export async function note(orm: NodePgDatabase, deed: Deed, now: number): Promise<void> {
  const { tenantId, act, byDeviceId = null, personId = null, deviceId = null, detail = "" } = deed;
  await orm
    .insert(audit)
    .values({ tenantId, at: new Date(now), act, byDeviceId, personId, deviceId, detail });
}

/** Latest first, those with a lower number than `before`. */
export async function readAudit(
  orm: NodePgDatabase,
  tenantId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<AuditEntry[]> {
  const older = before === undefined ? undefined : lt(audit.number, before);
  const rows = await orm
    .select()
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), older))
    .orderBy(desc(audit.number))
    .limit(limit);
  return rows.map(({ number, at, act, byDeviceId, personId, deviceId, detail }) => ({
    number,
    at: at.toISOString(),
    act,
    byDeviceId,
    personId,
    deviceId,
    detail,
  }));
}
