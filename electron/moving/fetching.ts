import type { Log } from "../log.ts";
import type { PhotoSpaceService } from "../photo-space/photo-space.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import { downloadBlob } from "../sync/blob-download.ts";
import type { HubClient } from "../sync/hub-client.ts";
import type { OwnedFiles } from "../sync/owned-files.ts";

interface Fetched {
  /** The files that are on this desk now. */
  readonly here: readonly OwnedFiles[];
  /** Photos of which some file is neither here nor at the hub. */
  readonly absent: number;
}

interface FetchParts {
  readonly blobs: BlobStore;
  readonly client: HubClient;
  readonly space: Pick<PhotoSpaceService, "use" | "hasRoom" | "fetched">;
  readonly log: Log;
}

/** The app keeps some of the disk free, whatever the user's limit. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/** Brings to this desk what its hub has of these files. Throws `NoRoom`. */
export async function fetchFiles(
  files: readonly OwnedFiles[],
  parts: FetchParts,
  onProgress: (photos: number, allPhotos: number) => void,
  signal: AbortSignal,
): Promise<Fetched> {
  const here: OwnedFiles[] = [];
  let absent = 0;
  for (const [place, one] of files.entries()) {
    onProgress(place, files.length);
    const found = new Set<string>();
    for (const sha256 of new Set(one.hashes)) if (await fetchFile(sha256, parts, signal)) found.add(sha256);
    if (found.size < new Set(one.hashes).size) absent += 1;
    // A small picture's sizes may be one file; the places of the others show what goes first.
    here.push({ ...one, hashes: one.hashes.filter((sha256) => found.has(sha256)) });
  }
  onProgress(files.length, files.length);
  return { here, absent };
}

/** Whether it is here now. Until the new hub has it nothing removes it: that is asked of the hub each time. */
export async function fetchFile(sha256: string, parts: FetchParts, signal: AbortSignal): Promise<boolean> {
  const { blobs, space } = parts;
  // Waits for a removal that is under way, and keeps another from beginning.
  await space.use.read(sha256);
  if (await blobs.has(sha256)) return true;
  if (!(await space.hasRoom())) throw new NoRoom("The disk is nearly full");
  if (!(await downloadBlob(sha256, parts, signal))) return false;
  await space.fetched(sha256);
  return true;
}
