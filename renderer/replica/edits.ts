import type { CollectionName, Data, Envelope } from "#shared/model/envelope.ts";
import { type DataOf, type Kind, kinds } from "#shared/model/kinds.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Edit } from "./documents.ts";

/** Makes a document; where there is one with this id already it is left alone. */
export function creation<K extends Kind>(kind: K, id: string, data: DataOf<K>): Edit {
  const collection: CollectionName = kinds[kind].collection;
  return { collection, id, next: (current) => (current ? null : created(kind, id, data)) };
}

/** Changes a document that exists. `patch` answers the fields that change, or null to leave it. */
export function change<K extends Kind>(
  kind: K,
  id: string,
  patch: (data: DataOf<K>) => Partial<DataOf<K>> | null,
): Edit {
  return {
    collection: kinds[kind].collection,
    id,
    next(current, stamp) {
      const fields = current && patch(current.data as DataOf<K>);
      return fields ? changed(current, withFields(current, fields as Data), stamp) : null;
    },
  };
}

/** Fields that merge by element are laid over each other; an element is taken away by null, not by leaving it out. */
function withFields({ kind, data }: Envelope, fields: Data): Data {
  const elements: readonly string[] = kinds[kind as Kind].elements;
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...data,
    ...Object.fromEntries(
      given.map(([field, value]) => [
        field,
        elements.includes(field) ? { ...(data[field] as Data), ...(value as Data) } : value,
      ]),
    ),
  };
}
