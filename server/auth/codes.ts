import { and, eq, gt, isNull, lt } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { OneTimeCode } from "#shared/contract/hub.ts";
import { pairingCodes } from "../db/schema.ts";
import { createCode, hashCode } from "./secrets.ts";

/** How long a code is good: milliseconds. One that is read out beside the other desk, and one that is sent to somebody. */
export const codeLifetime = 15 * 60_000;
export const invitationLifetime = 7 * 24 * 3_600_000;

export interface CodeOwner {
  readonly tenantId: string;
  readonly personId: string;
}

/** Makes a code that turns one desk into this person's. */
export async function issueCode(
  orm: NodePgDatabase,
  { tenantId, personId }: CodeOwner,
  lifetime: number,
  now: number,
): Promise<OneTimeCode> {
  await orm.delete(pairingCodes).where(lt(pairingCodes.expiresAt, new Date(now)));
  const code = createCode();
  const expiresAt = new Date(now + lifetime);
  await orm.insert(pairingCodes).values({ tenantId, codeHash: await hashCode(code), personId, expiresAt });
  return { code, expiresAt: expiresAt.toISOString() };
}

/** Marks the code used and answers whose it is; of two who redeem it at once, one gets null. */
export async function useCode(orm: NodePgDatabase, codeHash: string, now: number): Promise<CodeOwner | null> {
  const [used] = await orm
    .update(pairingCodes)
    .set({ usedAt: new Date(now) })
    .where(
      and(
        eq(pairingCodes.codeHash, codeHash),
        isNull(pairingCodes.usedAt),
        gt(pairingCodes.expiresAt, new Date(now)),
      ),
    )
    .returning(codeOwner);
  return used ?? null;
}

/** Whose a code is or was, until it is forgotten some time after its end. */
export async function ownerOfCode(orm: NodePgDatabase, codeHash: string): Promise<CodeOwner | null> {
  const [found] = await orm.select(codeOwner).from(pairingCodes).where(eq(pairingCodes.codeHash, codeHash));
  return found ?? null;
}

const codeOwner = { tenantId: pairingCodes.tenantId, personId: pairingCodes.personId };

export async function withdrawCodes(orm: NodePgDatabase, { tenantId, personId }: CodeOwner): Promise<void> {
  await orm
    .delete(pairingCodes)
    .where(and(eq(pairingCodes.tenantId, tenantId), eq(pairingCodes.personId, personId)));
}
