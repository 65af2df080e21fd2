import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { Dealership } from "#shared/model/settings.ts";
import { openDocumentFile } from "./document-file.ts";
import { filesOf } from "../moving/packing.ts";
import type { OwnedFiles } from "../sync/owned-files.ts";

/** Documents in a file of this desk, a line each: however many there are, only a page of them is in memory. */
export interface GatheredDocuments {
  readonly path: string;
  readonly documents: number;
  readonly cars: number;
  readonly photos: number;
  readonly dealership: string | null;
  /** What the photos and the marks on them are made of; one of each document. */
  readonly files: readonly OwnedFiles[];
}

export async function gather(
  path: string,
  pages: AsyncIterable<readonly JournalEntry[]>,
  onCounted: (counts: { cars: number; photos: number }) => void,
): Promise<GatheredDocuments> {
  await using spool = await openDocumentFile(path);
  /** Whether each is out of the bin. */
  const live = { vehicle: new Map<string, boolean>(), photo: new Map<string, boolean>() };
  const files = new Map<string, OwnedFiles>();
  const count = (kind: keyof typeof live) => [...live[kind].values()].filter(Boolean).length;
  let documents = 0;
  let dealership: string | null = null;
  for await (const entries of pages) {
    await spool.write(entries);
    documents += entries.length;
    for (const { document } of entries) {
      const { id, kind, data } = document;
      if (kind === "vehicle" || kind === "photo") live[kind].set(id, data["deletedAt"] === null);
      if (kind === "dealership") dealership = nameOf(document) ?? dealership;
    }
    for (const one of filesOf(entries)) files.set(one.id, one);
    onCounted({ cars: live.vehicle.size, photos: live.photo.size });
  }
  const [cars, photos] = [count("vehicle"), count("photo")];
  return { path, documents, cars, photos, dealership, files: [...files.values()] };
}

function nameOf({ data }: Envelope): string | null {
  const parsed = Dealership.safeParse(data);
  return parsed.success ? parsed.data.name : null;
}
