import { createRxDatabase, type RxCollection, type RxJsonSchema, type RxStorage } from "rxdb/plugins/core";
import { type CollectionName, collections, type Envelope } from "#shared/model/envelope.ts";
import { createConflictHandler } from "./conflicts.ts";
import { keepingNewer } from "./keeping-newer.ts";
import { envelopeIndexes, replicaStorage } from "./replica-storage.ts";
import { continueWriteTime } from "./write-time.ts";

export type Collections = Readonly<Record<CollectionName, RxCollection<Envelope>>>;

export interface Database extends AsyncDisposable {
  readonly name: string;
  readonly collections: Collections;
  /** Ids of rows that the hub turned down, until its answer has replaced them here. A car and its costs share an id. */
  readonly refused: Readonly<Record<CollectionName, Set<string>>>;
}

/**
 * RxDB's schema of every collection. It never changes: what a kind holds evolves inside `data`. Strings in an index need
 * a greatest length, numbers a range and a step.
 */
const envelopeSchema: RxJsonSchema<Envelope> = {
  title: "envelope",
  version: 0,
  primaryKey: "id",
  type: "object",
  properties: {
    id: { type: "string", maxLength: 36 },
    kind: { type: "string", maxLength: 40 },
    key: { type: "string", maxLength: 80 },
    order: {
      type: "number",
      minimum: -8_640_000_000_000_000,
      maximum: 8_640_000_000_000_000,
      multipleOf: 1,
    },
    data: { type: "object" },
    stamps: { type: "object" },
    _deleted: { type: "boolean" },
  },
  required: ["id", "kind", "key", "order", "data", "stamps"],
  indexes: envelopeIndexes,
};

/**
 * Opens the window's database of that name. Documents are validated by whoever writes them: RxDB's own validators
 * need `unsafe-eval`, so tests alone pass a storage that has one.
 */
export async function openDatabase(
  name: string,
  storage: RxStorage<unknown, unknown> = replicaStorage(),
): Promise<Database> {
  const database = await createRxDatabase({
    name,
    storage: keepingNewer(storage),
    multiInstance: false,
    eventReduce: false,
  });
  const refused = recordOf(() => new Set<string>());
  const opened = await database.addCollections(
    recordOf((name) => ({ schema: envelopeSchema, conflictHandler: createConflictHandler(refused[name]) })),
  );
  await continueWriteTime(Object.values(opened));
  return {
    name: database.name,
    collections: opened,
    refused,
    [Symbol.asyncDispose]: () => database.close().then(() => undefined),
  };
}

/** Deletes all that RxDB keeps in this browser for the database of that name, which nobody may have open. */
export const removeDatabase = (name: string) => removeDatabases(`${name}--`);

/** Deletes every replica of a dealership that this desk does not belong to any more. */
export const removeReplicasOf = (tenantId: string) => removeDatabases(`${replicaName(tenantId)}-`);

export function replicaName(tenantId: string, generation = ""): string {
  return ["autosell", tenantId, generation].filter(Boolean).join("-");
}

async function removeDatabases(beginning: string): Promise<void> {
  const known = await indexedDB.databases();
  const own = known.flatMap(({ name }) => (name?.startsWith(`rxdb-dexie-${beginning}`) ? [name] : []));
  await Promise.all(own.map(deleted));
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(new Error(`${name} could not be deleted`)));
  });
}

function recordOf<T>(value: (name: CollectionName) => T): Record<CollectionName, T> {
  return Object.fromEntries(collections.map((name) => [name, value(name)])) as Record<CollectionName, T>;
}
