import type { JournalEntry } from "#shared/contract/bridge.ts";
import { pushLimit } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { takenOverIds } from "#shared/rules/derived-ids.ts";
import { merge } from "#shared/rules/merge.ts";
import { filesOf } from "../moving/packing.ts";
import { type NewHeldRow, refusedRows } from "../sync/held-rows.ts";
import type { HubClient } from "../sync/hub-client.ts";
import type { OwnedFiles } from "../sync/owned-files.ts";
import { linesOf } from "./document-file.ts";
import { Line } from "./format.ts";

interface Filled {
  /** The files of its photos. */
  readonly files: readonly OwnedFiles[];
  /** What the hub did not take. */
  readonly refused: readonly NewHeldRow[];
}

interface FillOrder {
  /** Documents, a line each. */
  readonly path: string;
  /** The dealership that they are of, and the new one. */
  readonly from: string;
  readonly to: string;
}

/**
 * Puts documents into a hub. Whatever it has of them already is joined with them, so that this can be done again from the beginning
 * however often it was cut off. Throws `HubUnavailable`.
 */
export async function fillHub(
  client: Pick<HubClient, "push">,
  { path, from, to }: FillOrder,
  onDocuments: (done: number) => void,
  signal: AbortSignal,
): Promise<Filled> {
  const newIds = takenOverIds(from, to);
  const files: OwnedFiles[] = [];
  const refused: NewHeldRow[] = [];
  let done = 0;
  for await (const lines of linesOf(path, pushLimit)) {
    const entries = lines.map((line) => renamed(Line.parse(JSON.parse(line)), newIds));
    files.push(...filesOf(entries));
    for (const [collection, found] of Map.groupBy(entries, (entry) => entry.collection))
      refused.push(...(await pushJoined(client, collection, versionsOf(found), signal)));
    onDocuments((done += entries.length));
  }
  return { files, refused };
}

/** What a dealership has one of has an id that is worked out from the dealership's. */
function renamed(entry: JournalEntry, newIds: ReadonlyMap<string, string>): JournalEntry {
  const { collection, document } = entry;
  const id = collection === "settings" ? newIds.get(document.id) : undefined;
  return id === undefined ? entry : { collection, document: { ...document, id } };
}

function versionsOf(entries: readonly JournalEntry[]): ReadonlyMap<string, Envelope> {
  const byId = new Map<string, Envelope>();
  for (const { document } of entries) {
    const other = byId.get(document.id);
    byId.set(document.id, other ? merge(document, other, null).document : document);
  }
  return byId;
}

async function pushJoined(
  client: Pick<HubClient, "push">,
  collection: CollectionName,
  documents: ReadonlyMap<string, Envelope>,
  signal: AbortSignal,
): Promise<NewHeldRow[]> {
  const refused: NewHeldRow[] = [];
  let rows = [...documents.values()].map((document) => ({ document, assumed: null as Envelope | null }));
  while (rows.length > 0) {
    const request = { collection, rows };
    const answer = await client.push(request, signal);
    const rejected = new Set(answer.rejected.map(({ id }) => id));
    refused.push(...refusedRows(request, answer));
    rows = answer.conflicts.flatMap((master) => {
      const mine = documents.get(master.id);
      if (!mine || rejected.has(master.id)) return [];
      const { document } = merge(mine, master, null);
      return isSame(document, master) ? [] : [{ document, assumed: master }];
    });
  }
  return refused;
}
