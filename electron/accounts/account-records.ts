import { readFile, rename } from "node:fs/promises";
import * as z from "zod";
import { AccountId } from "#shared/contract/accounts.ts";
import { Instant } from "#shared/model/primitives.ts";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/** What is known of a connected account besides what opens it. */
const AccountRecord = z.object({
  who: z.string().nullable(),
  /** As the vendor names them; null where it granted all that was asked for. */
  scopes: z.array(z.string()).nullable(),
  connectedAt: Instant,
  /** When a person has to sign in again; null where there is no such day. */
  expiresAt: Instant.nullable(),
  /** The vendor, or the vault, has lost what opens it. */
  signInAgain: z.boolean(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

const Records = z.partialRecord(AccountId, AccountRecord);

/** The connected accounts by id, readable while the vault is locked. */
export interface AccountRecords {
  get(id: AccountId): AccountRecord | null;
  ids(): AccountId[];
  /** Resolves when it is on disk; null removes it. */
  set(id: AccountId, record: AccountRecord | null): Promise<void>;
}

/** A file that cannot be read is set aside, never overwritten: accounts then have to be connected again. */
export async function openAccountRecords(file: string, log: Log): Promise<AccountRecords> {
  const records = new Map(Object.entries(await read(file, log)) as [AccountId, AccountRecord][]);
  let lastWrite: Promise<void> = Promise.resolve();
  return {
    get: (id) => records.get(id) ?? null,
    ids: () => [...records.keys()],
    async set(id, record) {
      if (record) records.set(id, record);
      else records.delete(id);
      const contents = `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`;
      lastWrite = lastWrite.catch(() => {}).then(() => writeDurably(file, contents));
      await lastWrite;
    },
  };
}

async function read(file: string, log: Log): Promise<z.infer<typeof Records>> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return {};
  try {
    return Records.parse(JSON.parse(text));
  } catch (error) {
    await rename(file, `${file}.damaged-${Date.now()}`);
    log.error("the list of accounts cannot be read and was set aside", error);
    return {};
  }
}
