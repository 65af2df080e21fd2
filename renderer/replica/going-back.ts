import { lineKinds } from "#shared/model/activity.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { fieldsAt, type PastField, pastFields, saysSame, withEarlier } from "#shared/rules/car-past.ts";
import { valueAt } from "#shared/rules/merge.ts";
import type { Actor } from "./acts.ts";
import type { Collections } from "./database.ts";
import type { Documents, Edit } from "./documents.ts";
import { historyEntry, type HistoryEntry } from "./history-lists.ts";
import { heldPhoto, type HeldPhoto } from "./photo-entries.ts";
import { bySequence } from "./photo-order.ts";
import { documentsOf } from "./stored.ts";

/** A field that would get an earlier value. */
export interface EarlierField {
  readonly kind: Kind;
  readonly id: string;
  readonly path: string;
  readonly present: unknown;
  readonly earlier: unknown;
  /** It does not say any more what the change made of it that is to be undone. */
  readonly changedSince: boolean;
}

/** What a car would be. */
export interface ReturnPlan {
  readonly fields: readonly EarlierField[];
  /** The photos that it would show, in their order, and those that would go to the bin or come back from it. */
  readonly photos: readonly HeldPhoto[];
  readonly binned: readonly HeldPhoto[];
  readonly broughtBack: readonly string[];
}

/** Of a line, or of what it tells of one photo. */
export interface UndoneLine {
  readonly lineId: string;
  readonly photoId?: string | undefined;
}

export interface GoingBack {
  /** What undoing a line would change now. */
  planUndo(line: UndoneLine): Promise<readonly EarlierField[]>;
  /** Writes the values from before a line as a change of its own; `overNewer` also where they were changed since. */
  undoLine(line: UndoneLine, options: { overNewer: boolean }): Promise<void>;
  planReturn(vehicleId: string, moment: string): Promise<ReturnPlan>;
  /** Makes a car what it was at a moment, in one change that can be undone. */
  returnTo(vehicleId: string, moment: string): Promise<void>;
}

export function createGoingBack(parts: {
  actor: Actor;
  documents: Documents;
  collections: Collections;
}): GoingBack {
  const { actor, documents, collections } = parts;

  async function undone({ lineId, photoId }: UndoneLine): Promise<PastField[]> {
    const [document] = await documents.read("activity", [lineId]);
    const fields = (document ? historyEntry(document) : []).flatMap(pastFields);
    return fields.filter(({ id }) => photoId === undefined || id === photoId).map(binnedNow);
  }

  /** What is put into the bin now can be restored for the full time. */
  function binnedNow(field: PastField): PastField {
    const goesToBin = field.path === "deletedAt" && field.from !== null && field.from !== undefined;
    return goesToBin ? { ...field, from: actor.now() } : field;
  }

  async function linesOf(vehicleId: string): Promise<HistoryEntry[]> {
    const found = lineKinds.map((kind) => documentsOf(collections.activity, kind, vehicleId));
    return (await Promise.all(found)).flat().flatMap(historyEntry);
  }

  async function differing(fields: readonly PastField[]): Promise<EarlierField[]> {
    const found = await readAll(documents, fields);
    return fields.flatMap((field) => {
      const document = found.get(nameOf(field));
      return document ? earlierField(document, field) : [];
    });
  }

  /** A photo is on the car that it is on now; one that came since goes to the bin. */
  async function fieldsThen(vehicleId: string, moment: string, photos: readonly Envelope[]) {
    const lines = await linesOf(vehicleId);
    const here = new Set(photos.map(({ id }) => id));
    const told = fieldsAt(lines, moment).filter(
      ({ kind, id, path }) => kind !== "photo" || (here.has(id) && path !== "vehicleId"),
    );
    const names = new Set(told.map((field) => `${field.id}/${field.path}`));
    const untold = photos.flatMap(({ id, data }): PastField[] =>
      typeof data["importedAt"] === "string" && data["importedAt"] > moment && !names.has(`${id}/deletedAt`)
        ? [{ ...photoBin, id, from: moment, to: null, at: moment }]
        : [],
    );
    return [...told, ...untold].map(binnedNow);
  }

  return {
    planUndo: async (line) => differing(await undone(line)),

    async undoLine(line, { overNewer }) {
      await actor.perform({
        edits: async () => editsOf(await undone(line), overNewer),
        history: "changeUndone",
        undo: "changeUndone",
      });
    },

    async planReturn(vehicleId, moment) {
      const photos = await documentsOf(collections.photos, "photo", vehicleId);
      const fields = await fieldsThen(vehicleId, moment, photos);
      const differences = await differing(fields);
      return { fields: differences, ...photosThen(photos, fields) };
    },

    async returnTo(vehicleId, moment) {
      await actor.perform({
        edits: async () => {
          const photos = await documentsOf(collections.photos, "photo", vehicleId);
          return editsOf(await fieldsThen(vehicleId, moment, photos), true);
        },
        history: "wentBack",
        moment,
        undo: "wentBack",
      });
    },
  };
}

const photoBin = { kind: "photo", collection: "photos", path: "deletedAt" } as const;

function earlierField({ data }: Envelope, { kind, id, path, from, to }: PastField): EarlierField[] {
  const present = valueAt(kind, data, path);
  if (saysSame(path, present, from)) return [];
  return [{ kind, id, path, present, earlier: from ?? null, changedSince: !saysSame(path, present, to) }];
}

function editsOf(fields: readonly PastField[], overNewer: boolean): Edit[] {
  return [...Map.groupBy(fields, nameOf).values()].map((own) => ({
    collection: own[0]!.collection,
    id: own[0]!.id,
    next(current, stamp) {
      if (!current) return null;
      const wanted = own.filter(
        ({ path, to }) => overNewer || saysSame(path, valueAt(current.kind, current.data, path), to),
      );
      return withEarlier(current, wanted, stamp);
    },
  }));
}

async function readAll(
  documents: Documents,
  fields: readonly PastField[],
): Promise<ReadonlyMap<string, Envelope>> {
  const byCollection = Map.groupBy(fields, ({ collection }) => collection);
  const found = await Promise.all(
    [...byCollection].map(async ([collection, own]) => {
      const ids = [...new Set(own.map(({ id }) => id))];
      const read = await documents.read(collection, ids);
      return read.map((document): [string, Envelope] => [nameOf({ collection, id: document.id }), document]);
    }),
  );
  return new Map(found.flat());
}

/** A car and its money facts have one id. */
function nameOf({ collection, id }: { readonly collection: CollectionName; readonly id: string }): string {
  return `${collection}/${id}`;
}

function photosThen(documents: readonly Envelope[], fields: readonly PastField[]) {
  const byPhoto = Map.groupBy(fields, ({ id }) => id);
  const pairs = documents.flatMap((document) => {
    const [now] = heldPhoto(document);
    const [past] = heldPhoto(withEarlier(document, byPhoto.get(document.id) ?? [], ""));
    return now && past ? [{ now, past }] : [];
  });
  const isShown = ({ photo }: HeldPhoto) => photo.deletedAt === null;
  return {
    photos: pairs
      .map(({ past }) => past)
      .filter(isShown)
      .sort(bySequence),
    binned: pairs.filter(({ now, past }) => isShown(now) && !isShown(past)).map(({ now }) => now),
    broughtBack: pairs.filter(({ now, past }) => !isShown(now) && isShown(past)).map(({ past }) => past.id),
  };
}
