import type { Import, ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { inCaptureOrder } from "#shared/rules/capture-order.ts";

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

export interface PhotoFiling {
  take(event: ImportEvent): void;
  /** Resolves when what can be filed now is filed. */
  settled(): Promise<void>;
}

/** Most photos that are written at once, so that the window goes on answering. */
const batchSize = 50;

/** Filing rests this many times as long as it worked, so that a car of thousands costs no more than its share. */
const restRatio = 2;

/**
 * Puts finished files of confirmed imports on their cars, each car's in the order in which they were dropped on it, or taken
 * where they come from a card: a file waits until those before it of its car are settled, so that the photos stand on the
 * car as they stood in the review, however many are processed at once. What has no car is left alone.
 */
export function createPhotoFiling(dependencies: FilingDependencies): PhotoFiling {
  const open = new Map<string, FilingQueue>();
  let working = false;
  let work = Promise.resolve();

  const nextBatch = () => {
    for (const [importId, queue] of open) {
      const batch = queue.next();
      if (batch) return { importId, queue, ...batch };
    }
    return null;
  };
  const fileAll = async () => {
    working = true;
    for (let batch = nextBatch(); batch; batch = nextBatch()) {
      const began = performance.now();
      const filed = await fileBatch(dependencies, batch);
      if (!filed) break;
      await rest((performance.now() - began) * restRatio);
    }
    working = false;
  };

  return {
    take(event) {
      if (event.type === "import") {
        const { importId } = event.import;
        open.set(importId, new FilingQueue(event.import, open.get(importId)));
      } else if (event.type === "item") open.get(event.importId)?.replace(event.item);
      else if (event.type === "state") open.get(event.importId)?.turn(event.state, event.confirmed);
      else if (event.type === "closed") open.delete(event.importId);
      if (!working) work = fileAll();
    },
    settled: () => work,
  };
}

/** The files of one import that are still to be filed, a line for each car. Each file is looked at a fixed number of times. */
class FilingQueue {
  private readonly items: Map<string, ImportItem>;
  private readonly filed: Set<string>;
  private lines: Map<string, { readonly photoIds: string[]; next: number }> | null = null;
  private readonly isCard: boolean;
  /** When a file was taken is read ahead, and may still be found out when the card is confirmed already. */
  private orderChanged = false;
  private running: boolean;
  private confirmed: boolean;

  constructor({ items, vehicleId, state, confirmed }: Import, before: FilingQueue | undefined) {
    this.items = new Map(items.map((item) => [item.photoId, item]));
    this.filed = before?.filed ?? new Set();
    this.isCard = vehicleId === null;
    this.running = state === "running";
    this.confirmed = confirmed;
  }

  replace(item: ImportItem): void {
    const known = this.items.get(item.photoId);
    if (!known) return;
    this.items.set(item.photoId, item);
    if (known.capturedAt !== item.capturedAt) this.orderChanged = this.isCard;
    const isPassed = item.state === "done" && (!this.running || this.orderChanged);
    if (known.vehicleId !== item.vehicleId || isPassed) this.lines = null;
  }

  turn(state: Import["state"], confirmed: boolean): void {
    this.running = state === "running";
    this.confirmed = confirmed;
    this.lines = null;
  }

  next(): { vehicleId: string; ready: FiledItem[] } | null {
    if (!this.confirmed) return null;
    this.lines ??= this.linesByCar();
    for (const [vehicleId, line] of this.lines) {
      const ready = this.readyOf(line);
      if (ready.length > 0) return { vehicleId, ready };
    }
    return null;
  }

  /** What could not be written stands in line again. */
  putBack(ready: readonly FiledItem[]): void {
    for (const { photoId } of ready) this.filed.delete(photoId);
    this.lines = null;
  }

  /** An import that stands still waits for nothing: what is done is filed, and a later resume goes on behind it. */
  private readyOf(line: { readonly photoIds: string[]; next: number }): FiledItem[] {
    const ready: FiledItem[] = [];
    for (; line.next < line.photoIds.length && ready.length < batchSize; line.next += 1) {
      const item = this.items.get(line.photoIds[line.next]!);
      if (!item) continue;
      if (this.running && (item.state === "waiting" || item.state === "working")) break;
      if (item.state !== "done" || !item.file || this.filed.has(item.photoId)) continue;
      this.filed.add(item.photoId);
      ready.push({ photoId: item.photoId, file: item.file });
    }
    return ready;
  }

  private linesByCar() {
    const lines = new Map<string, { photoIds: string[]; next: number }>();
    const items = [...this.items.values()];
    this.orderChanged = false;
    for (const { photoId, vehicleId } of this.isCard ? inCaptureOrder(items) : items) {
      if (vehicleId === null || this.filed.has(photoId)) continue;
      const line = lines.get(vehicleId);
      if (line) line.photoIds.push(photoId);
      else lines.set(vehicleId, { photoIds: [photoId], next: 0 });
    }
    return lines;
  }
}

async function fileBatch(
  { add, acknowledge, onDuplicates, onFailure }: FilingDependencies,
  batch: { importId: string; queue: FilingQueue; vehicleId: string; ready: FiledItem[] },
): Promise<boolean> {
  const { importId, queue, vehicleId, ready } = batch;
  try {
    const { duplicates } = await add(vehicleId, ready);
    if (duplicates.length > 0) onDuplicates(importId, duplicates);
    await acknowledge(
      importId,
      ready.map(({ photoId }) => photoId),
    );
    return true;
  } catch (error) {
    queue.putBack(ready);
    onFailure(error);
    return false;
  }
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
