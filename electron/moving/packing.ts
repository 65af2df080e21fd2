import type { JournalEntry } from "#shared/contract/bridge.ts";
import { pullLimit } from "#shared/contract/replication.ts";
import { type CollectionName, collections } from "#shared/model/envelope.ts";
import { PhotoPreset } from "#shared/model/photo-preset.ts";
import { Photo } from "#shared/model/photo.ts";
import { type NewHeldRow, readable } from "../sync/held-rows.ts";
import type { HubClient } from "../sync/hub-client.ts";
import { hashesOf, type OwnedFiles } from "../sync/owned-files.ts";

export interface Everything {
  readonly entries: readonly JournalEntry[];
  /** Rows that no desk of this version can keep. */
  readonly unreadable: readonly NewHeldRow[];
}

/** All documents that a hub has for this desk. Throws `HubUnavailable`. */
export async function readEverything(
  client: Pick<HubClient, "pull">,
  signal: AbortSignal,
  wanted: readonly CollectionName[] = collections,
): Promise<Everything> {
  const entries: JournalEntry[] = [];
  const unreadable: NewHeldRow[] = [];
  for (const collection of wanted) {
    for (let after = 0, isMore = true; isMore;) {
      const page = await client.pull({ collection, after, limit: pullLimit }, signal);
      const rows = readable(collection, page.documents);
      unreadable.push(...rows.unreadable);
      for (const document of rows.sound) if (!document._deleted) entries.push({ collection, document });
      after = page.checkpoint.sequence;
      isMore = page.documents.length === pullLimit;
    }
  }
  return { entries, unreadable };
}

/** The files that documents speak of, of whichever desk they are. */
export function filesOf(entries: readonly JournalEntry[]): OwnedFiles[] {
  return entries.flatMap(({ document: { id, kind, data } }) => {
    if (kind === "photo") return photoFiles(id, data);
    const preset = kind === "photo-preset" ? PhotoPreset.safeParse(data) : null;
    const image = preset?.success ? preset.data.watermark?.image : undefined;
    return image === undefined ? [] : [{ id, photo: image, hashes: [image] }];
  });
}

function photoFiles(id: string, data: unknown): OwnedFiles[] {
  const photo = Photo.safeParse(data);
  if (!photo.success) return [];
  const { original, companion, renditions, edited } = photo.data;
  const shown = [...hashesOf(renditions), ...(edited ? hashesOf(edited.renditions) : [])];
  const kept = [original.sha256, ...(companion ? [companion.sha256] : [])];
  return [{ id, photo: original.sha256, hashes: [...shown, ...kept] }];
}
