import type { ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";

interface FiledItem {
  readonly photoId: string;
  readonly file: PhotoFile;
}

export interface FilingDependencies {
  /** Writes the photo documents; resolves once they are journalled. Writing an id twice is writing it once. */
  add(vehicleId: string, items: FiledItem[]): Promise<{ added: string[]; duplicates: string[] }>;
  acknowledge(importId: string, photoIds: string[]): Promise<unknown>;
  onDuplicates(importId: string, photoIds: string[]): void;
  onFailure(error: unknown): void;
}

interface OpenImport {
  readonly vehicleId: string;
  readonly running: boolean;
  readonly items: Map<string, ImportItem>;
  readonly filed: Set<string>;
}

/**
 * Puts finished files on their cars, in the order in which they were queued: a file waits until everything before it is
 * settled, so that the photos stand on the car as they stood on the card, however many are processed at once.
 */
export function createPhotoFiling(dependencies: FilingDependencies): { take(event: ImportEvent): void } {
  const open = new Map<string, OpenImport>();
  let work: Promise<void> = Promise.resolve();

  const file = (importId: string, entry: OpenImport) => {
    const ready = nextToFile(entry);
    if (ready.length === 0) return;
    for (const { photoId } of ready) entry.filed.add(photoId);
    work = work.then(() => fileItems(dependencies, importId, entry, ready));
  };

  return {
    take(event) {
      if (event.type === "import") {
        const { importId, vehicleId, state, items } = event.import;
        const known = open.get(importId);
        const entry: OpenImport = {
          vehicleId,
          running: state === "running",
          items: new Map(items.map((item) => [item.photoId, item])),
          filed: known?.filed ?? new Set(),
        };
        open.set(importId, entry);
        file(importId, entry);
      } else if (event.type === "item") {
        const entry = open.get(event.importId);
        if (!entry) return;
        entry.items.set(event.item.photoId, event.item);
        file(event.importId, entry);
      } else if (event.type === "state") {
        const entry = open.get(event.importId);
        if (!entry) return;
        const next = { ...entry, running: event.state === "running" };
        open.set(event.importId, next);
        file(event.importId, next);
      } else if (event.type === "closed") {
        open.delete(event.importId);
      }
    },
  };
}

/** An import that stands still waits for nothing: what is done is filed, and a later resume goes on behind it. */
function nextToFile({ items, filed, running }: OpenImport): FiledItem[] {
  const ready: FiledItem[] = [];
  for (const item of items.values()) {
    if (running && (item.state === "waiting" || item.state === "working")) break;
    if (item.state === "done" && item.file && !filed.has(item.photoId))
      ready.push({ photoId: item.photoId, file: item.file });
  }
  return ready;
}

async function fileItems(
  { add, acknowledge, onDuplicates, onFailure }: FilingDependencies,
  importId: string,
  entry: OpenImport,
  ready: FiledItem[],
): Promise<void> {
  try {
    const { duplicates } = await add(entry.vehicleId, ready);
    if (duplicates.length > 0) onDuplicates(importId, duplicates);
    await acknowledge(
      importId,
      ready.map(({ photoId }) => photoId),
    );
  } catch (error) {
    for (const { photoId } of ready) entry.filed.delete(photoId);
    onFailure(error);
  }
}
