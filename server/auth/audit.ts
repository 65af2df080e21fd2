import { and, desc, eq, gt, lt } from "drizzle-orm";
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

/** Milliseconds in which a desk that is turned away time and again is written down once. */
const refusalsOnceIn = 3_600_000;

/** Writes down that a desk was turned away, unless that was done a short while ago. */
export async function noteTurnedAway(
  orm: NodePgDatabase,
  deed: Deed & { readonly deviceId: string },
  now: number,
): Promise<void> {
  const [before] = await orm
    .select({ number: audit.number })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, deed.tenantId),
        eq(audit.act, deed.act),
        eq(audit.deviceId, deed.deviceId),
        gt(audit.at, new Date(now - refusalsOnceIn)),
      ),
    )
    .limit(1);
  if (!before) await note(orm, deed, now);
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
