import * as z from "zod";
import { createPairings, type PairingCode } from "./auth/pairing.ts";
import { CommandRefused } from "./command-refused.ts";
import { DataFolderInUse } from "./db/data-folder-lock.ts";
import { openDatabase } from "./db/database.ts";
import { pairingCodesRoute } from "./http/operator.ts";
import { askRunningHub } from "./http/operator-client.ts";

interface PairOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** A dealership's id, "new" for another one, null for the only one. */
  readonly dealership: string | null;
}

/** A code for one more desk: from the database, or where a running hub has that for itself, from the hub. */
export async function pair(options: PairOptions): Promise<PairingCode> {
  try {
    return await pairByDatabase(options);
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    return pairByRunningHub(options);
  }
}

async function pairByDatabase({ dataFolder, databaseUrl, dealership }: PairOptions): Promise<PairingCode> {
  await using database = await openDatabase({ dataFolder, databaseUrl, onError: () => {} });
  const pairings = createPairings(database, Date.now);
  // Awaited here: the database closes when this function ends.
  return await pairings.createCode(chosen(await pairings.tenants(), dealership));
}

const Answer = z.object({ code: z.string(), expiresAt: z.string(), tenantId: z.string() });
const Tenants = z.object({ tenants: z.array(z.string()) });

async function pairByRunningHub({ dataFolder, dealership }: PairOptions): Promise<PairingCode> {
  const ask = async (method: "GET" | "POST", tenantId: string | null): Promise<unknown> => {
    const headers: Record<string, string> = tenantId === null ? {} : { "x-dealership": tenantId };
    return (await askRunningHub(dataFolder, pairingCodesRoute, { method, headers })).json();
  };
  const { tenants } = Tenants.parse(await ask("GET", null));
  return Answer.parse(await ask("POST", chosen(tenants, dealership)));
}

/** The dealership that is meant; null for a new one. */
function chosen(tenants: readonly string[], dealership: string | null): string | null {
  if (dealership === "new" || (dealership === null && tenants.length === 0)) return null;
  if (dealership === null && tenants.length > 1)
    throw new CommandRefused(`Say which dealership with --dealership: ${tenants.join(", ")}, or new.`);
  const tenantId = dealership ?? tenants[0]!;
  if (!tenants.includes(tenantId))
    throw new CommandRefused(`There is no dealership ${tenantId} on this hub.`);
  return tenantId;
}
