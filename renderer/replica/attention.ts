import type { HeldRow } from "#shared/contract/replication.ts";
import * as z from "zod";
import { isLine } from "#shared/model/activity.ts";
import { Envelope } from "#shared/model/envelope.ts";
import { type Kind, kinds } from "#shared/model/kinds.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { differences, withValueAt } from "#shared/rules/merge.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { follow } from "#renderer/bridge/follow.ts";
import type { Actor } from "./acts.ts";
import type { Documents, Edit } from "./documents.ts";
import { liveCell, type LiveValue } from "./live-value.ts";

/** A field of a held row that says something else than the document does now. */
export interface HeldField {
  readonly path: string;
  readonly present: unknown;
  readonly held: unknown;
}

/** Rows that wait for a person: main's journal keeps them, over restarts too. */
export interface Attention {
  /** Oldest first. */
  readonly rows: LiveValue<readonly HeldRow[]>;
  /** What sending a row again would change now; null where it is none that this version could write. */
  fieldsOf(row: HeldRow): Promise<readonly HeldField[] | null>;
  /** Writes its values, or that of one field, as a change made now, and forgets the row once nothing of it is left. */
  sendAgain(row: HeldRow, path?: string): Promise<void>;
  /** Forgets rows for good, and the lines of history that tell of them. */
  discard(heldIds: readonly string[]): Promise<void>;
}

export function createAttention(parts: {
  journal: Pick<BridgeClient["journal"], "held" | "discardHeld">;
  actor: Actor;
  documents: Documents;
}): Attention & Disposable {
  const { journal, actor, documents } = parts;
  const stop = new AbortController();
  const rows = liveCell<readonly HeldRow[]>([]);
  void follow(
    (signal) => journal.held(undefined, { signal }),
    ({ rows: held }) => !isSame(held, rows.get()) && rows.set(held),
    stop.signal,
  );
  const discard = async (chosen: readonly string[]) => {
    const heldIds = withTheirLines(chosen, rows.get());
    for (let start = 0; start < heldIds.length; start += mostAtOnce)
      await journal.discardHeld({ heldIds: heldIds.slice(start, start + mostAtOnce) });
  };

  async function fieldsOf(row: HeldRow): Promise<readonly HeldField[] | null> {
    const held = heldDocument(row);
    if (!held) return null;
    const [current] = await documents.read(row.collection, [held.id]);
    return current ? heldFields(current, held) : allFields(held);
  }

  return {
    rows,
    discard,

    fieldsOf,

    async sendAgain(row, path) {
      const held = heldDocument(row);
      if (!held) return;
      const [current] = await documents.read(row.collection, [held.id]);
      const act = held.kind === "vehicle" && !current ? "created" : "edited";
      await actor.perform({ edits: [editOf(row, held, path)], history: act, undo: act });
      const left = path === undefined ? [] : await fieldsOf(row);
      if (!left?.length) await discard([row.heldId]);
    },

    [Symbol.dispose]: () => stop.abort(),
  };
}

/** Rows that main is told of in one message. */
const mostAtOnce = 1000;

const Named = z.object({ id: z.string(), kind: z.string().optional(), data: z.unknown().optional() });
const OfCar = z.object({ vehicleId: z.string() });

/** The car that a held row is about, also where the row is none that this version could read whole. */
export function carOfHeld({ document, collection }: HeldRow): string | null {
  const named = Named.safeParse(document).data;
  const vehicleId = OfCar.safeParse(named?.data).data?.vehicleId;
  return vehicleId ?? (collection === "vehicles" && named ? named.id : null);
}

/** Whether it is a line of history, which follows what it tells of. */
export function isHeldLine({ document }: HeldRow): boolean {
  return isLine(Named.safeParse(document).data?.kind ?? "");
}

/** Lines of a car of which nothing else is held any more tell of nothing. */
function withTheirLines(heldIds: readonly string[], held: readonly HeldRow[]): string[] {
  const going = new Set(heldIds);
  const told = held.filter((row) => !isHeldLine(row));
  const gone = new Set(told.filter(({ heldId }) => going.has(heldId)).map(carOfHeld));
  const staying = new Set(told.filter(({ heldId }) => !going.has(heldId)).map(carOfHeld));
  const isOfThose = (row: HeldRow) => gone.has(carOfHeld(row)) && !staying.has(carOfHeld(row));
  const lines = held.filter((row) => isHeldLine(row) && isOfThose(row));
  return [...new Set([...heldIds, ...lines.map(({ heldId }) => heldId)])];
}

/** The row as a document of a kind that can be written here; lines of history are told and never written again. */
function heldDocument({ collection, document, reason }: HeldRow): Envelope | null {
  const parsed = Envelope.safeParse(document);
  if (!parsed.success || reason === "unreadable" || collection === "activity") return null;
  const { kind, data } = parsed.data;
  if (!Object.hasOwn(kinds, kind) || kinds[kind as Kind].collection !== collection) return null;
  return kinds[kind as Kind].schema.safeParse(data).success ? parsed.data : null;
}

/** Only what the row's own change made of it: its other fields are as old as the row. */
function heldFields(current: Envelope, held: Envelope): HeldField[] {
  return differences(held.kind, current.data, held.data)
    .filter(({ path }) => (held.stamps[path] ?? "") > (current.stamps[path] ?? ""))
    .map(({ path, from, to }) => ({ path, present: from, held: to }));
}

function allFields(held: Envelope): HeldField[] {
  return differences(held.kind, {}, held.data)
    .filter(({ to }) => to !== null && to !== "")
    .map(({ path, to }) => ({ path, present: null, held: to }));
}

function editOf({ collection }: HeldRow, held: Envelope, only?: string): Edit {
  return {
    collection,
    id: held.id,
    next(current, stamp) {
      if (!current) return created(held.kind, held.id, held.data);
      const fields = heldFields(current, held).filter(({ path }) => only === undefined || path === only);
      const data = fields.reduce(
        (before, { path, held: value }) => withValueAt(held.kind, before, path, value ?? null),
        current.data,
      );
      return changed(current, data, stamp);
    },
  };
}
