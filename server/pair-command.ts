import { readFile } from "node:fs/promises";
import * as z from "zod";
import { createPairings, type PairingCode } from "./auth/pairing.ts";
import { DataFolderInUse } from "./db/data-folder-lock.ts";
import { openDatabase } from "./db/database.ts";
import { operatorFile, operatorRoute } from "./http/operator.ts";

/** Why there is no code, in a sentence for the operator. */
export class PairingRefused extends Error {
  override name = "PairingRefused";
}

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

const Note = z.object({ url: z.url(), secret: z.string() });
const Answer = z.object({ code: z.string(), expiresAt: z.string(), tenantId: z.string() });
const Tenants = z.object({ tenants: z.array(z.string()) });

async function pairByRunningHub({ dataFolder, dealership }: PairOptions): Promise<PairingCode> {
  const { url, secret } = await noteOf(dataFolder);
  const ask = async (method: string, tenantId: string | null): Promise<unknown> => {
    const response = await fetch(new URL(operatorRoute, url), {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(tenantId === null ? {} : { "x-dealership": tenantId }),
      },
    });
    if (!response.ok) throw new PairingRefused(`The running hub answered ${response.status}.`);
    return response.json();
  };
  const { tenants } = Tenants.parse(await ask("GET", null));
  return Answer.parse(await ask("POST", chosen(tenants, dealership)));
}

async function noteOf(dataFolder: string): Promise<z.infer<typeof Note>> {
  try {
    return Note.parse(JSON.parse(await readFile(operatorFile(dataFolder), "utf8")));
  } catch {
    throw new PairingRefused(
      "The hub on this folder is only just starting or stopping. Try again in a moment.",
    );
  }
}

/** The dealership that is meant; null for a new one. */
function chosen(tenants: readonly string[], dealership: string | null): string | null {
  if (dealership === "new" || (dealership === null && tenants.length === 0)) return null;
  if (dealership === null && tenants.length > 1)
    throw new PairingRefused(`Say which dealership with --dealership: ${tenants.join(", ")}, or new.`);
  const tenantId = dealership ?? tenants[0]!;
  if (!tenants.includes(tenantId))
    throw new PairingRefused(`There is no dealership ${tenantId} on this hub.`);
  return tenantId;
}
