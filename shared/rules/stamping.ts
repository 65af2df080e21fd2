import type { Data, Envelope } from "../model/envelope.ts";
import { rulesOf } from "../model/kinds.ts";
import { differences } from "./merge.ts";

/** A new document. Its fields carry no stamps: any later change is newer than a creation. */
export function created(kind: string, id: string, data: Data): Envelope {
  const rules = rulesOf(kind);
  return { id, kind, key: rules.key(data), order: rules.order(data), data, stamps: {}, _deleted: false };
}

/** The document with `data` in place of its own, every differing field or element stamped; itself where nothing differs. */
export function changed(document: Envelope, data: Data, stamp: string): Envelope {
  const touched = differences(document.kind, document.data, data);
  if (touched.length === 0) return document;
  const rules = rulesOf(document.kind);
  const stamps = { ...document.stamps, ...Object.fromEntries(touched.map(({ path }) => [path, stamp])) };
  return { ...document, key: rules.key(data), order: rules.order(data), data, stamps };
}
