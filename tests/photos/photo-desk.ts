import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "#electron/log.ts";
import { openPhotoService, type PhotoService } from "#electron/photos/photo-service.ts";
import type { Import, ImportEvent, ImportItem } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";

export const vehicleId = "019a0000-0000-7000-8000-000000000001";

/** A log for tests that keeps the errors, so that a test can say there were none. */
export function errorLog(): Log & { readonly errors: unknown[] } {
  const errors: unknown[] = [];
  return {
    errors,
    info() {},
    error(_event, error) {
      errors.push(error);
      return `defect-${errors.length}`;
    },
  };
}

/** A photo service with folders of its own, and a view of its imports as the window would have it. */
export interface PhotoDesk extends AsyncDisposable {
  readonly service: PhotoService;
  readonly folder: string;
  /** A folder for the test's own files. */
  readonly card: string;
  readonly log: ReturnType<typeof errorLog>;
  /** A folder that originals are copied to as well, once it is set. */
  readonly disk: string;
  /** Sets the second place, or takes it away. */
  useSecondPlace(folder: string | null): void;
  /** Imports for a car and waits until nothing is left to do. */
  import(...paths: string[]): Promise<Import>;
  /** Imports for a review and waits until nothing is left to do. */
  importCard(...paths: string[]): Promise<Import>;
  /** Resolves with an import as soon as it is as wanted. */
  until(importId: string, wanted: (entry: Import) => boolean): Promise<Import>;
  /** Closes the service and opens it again on the same folder. */
  restart(): Promise<void>;
}

export async function openPhotoDesk(): Promise<PhotoDesk> {
  const root = await mkdtemp(join(tmpdir(), "photo-desk-"));
  const card = await mkdtemp(join(root, "card-"));
  const folder = join(root, "store");
  const disk = await mkdtemp(join(root, "disk-"));
  const log = errorLog();
  let place: string | null = null;
  const open = () => openPhotoService({ folder, secondPlace: () => place, log });
  let service = await open();

  const until: PhotoDesk["until"] = (importId, wanted) => untilImport(service, importId, wanted);
  const imported = async (vehicleId: string | null, paths: string[]) => {
    const started = await service.import({ vehicleId, paths });
    if (!started) throw new Error("Nothing was found to import");
    return until(started.importId, ({ state }) => state === "finished");
  };
  return {
    get service() {
      return service;
    },
    folder,
    card,
    log,
    until,
    disk,
    useSecondPlace: (folder) => void (place = folder),
    import: (...paths) => imported(vehicleId, paths),
    importCard: (...paths) => imported(null, paths),
    async restart() {
      await service[Symbol.asyncDispose]();
      service = await open();
    },
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Starts the desk as though its last run had ended when an import had come no further than to these lines of its journal. */
export async function cutOff(desk: PhotoDesk, importId: string, types: readonly string[]): Promise<void> {
  const journal = join(desk.folder, "imports", `${importId}.jsonl`);
  const [head, ...lines] = (await readFile(journal, "utf8")).split("\n");
  const kept = lines.filter((line) => line === "" || types.some((type) => line.includes(`"type":"${type}"`)));
  await writeFile(journal, [head, ...kept].join("\n"));
  await desk.restart();
}

/** Follows the stream from a snapshot on, as the window does. */
export async function untilImport(
  service: PhotoService,
  importId: string,
  wanted: (entry: Import) => boolean,
): Promise<Import> {
  const listening = new AbortController();
  let entry: Import | null = null;
  try {
    for await (const event of service.imports(listening.signal)) {
      entry = after(entry, importId, event);
      if (entry && wanted(entry)) return entry;
    }
  } finally {
    listening.abort();
  }
  throw new Error("The stream ended first");
}

function after(entry: Import | null, importId: string, event: ImportEvent): Import | null {
  if (event.type === "import") return event.import.importId === importId ? event.import : entry;
  if (!entry || event.importId !== importId) return entry;
  if (event.type === "state") return { ...entry, state: event.state, confirmed: event.confirmed };
  if (event.type === "closed") return null;
  return {
    ...entry,
    items: entry.items.map((item) => (item.photoId === event.item.photoId ? event.item : item)),
  };
}

/** The photo of an item that has to be done. */
export function photoOf(item: ImportItem | undefined): PhotoFile {
  if (!item?.file) throw new Error(`${item?.name} did not become a photo: ${item?.failure ?? item?.state}`);
  return item.file;
}

export async function sha256Of(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}
