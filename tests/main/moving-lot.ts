import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { MoveState } from "#shared/contract/moving.ts";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { type CollectionName, collections, type Envelope } from "#shared/model/envelope.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { newPhoto } from "#shared/rules/new-photo.ts";
import { created } from "#shared/rules/stamping.ts";
import { cameraPicture } from "#tests/support/images.ts";
import { type TestDesk, until } from "./desks.ts";

/** A document's fields as a test writes them. */
export const data = (value: unknown) => value as Envelope["data"];

export const online = ({ connection }: SyncStatus) => connection === "online";
export const statusOf = (desk: TestDesk, passes: (status: SyncStatus) => boolean) =>
  until(desk.window.sync.status(), passes);
export const moveOf = async (desk: TestDesk, passes: (move: MoveState) => boolean) =>
  (await until(desk.window.moving.state(), ({ move }) => passes(move))).move;
export const tenantOf = async (desk: TestDesk) => (await desk.window.desk.describe()).dealership!.tenantId;

export const push = (desk: TestDesk, collection: CollectionName, document: Envelope) =>
  desk.window.sync.push({ collection, rows: [{ document, assumed: null }] });
export const pull = async (desk: TestDesk, collection: CollectionName) =>
  (await desk.window.sync.pull({ collection, after: 0, limit: 1000 })).documents;

/** An owner's code of a desk, and where its hub is. */
export const codeAt = async (desk: TestDesk) => {
  const { code, addresses } = await desk.window.desk.createPairingCode();
  return { code, address: addresses[0]! };
};

/** What the window does with its replica: everything that waits is offered to the hub. */
export async function sendAll(desk: TestDesk, onSent: (id: string) => void = () => undefined): Promise<void> {
  const { entries } = await desk.window.journal.pending();
  for (const collection of collections)
    for (const { document } of entries.filter((entry) => entry.collection === collection)) {
      await push(desk, collection, document);
      onSent(document.id);
    }
}

/** A camera's file as it lies on a card. */
export async function pictureFile(folder: string, seed: number): Promise<string> {
  const path = join(folder, `IMG_${seed}.JPG`);
  await writeFile(path, await cameraPicture(900, 700, seed));
  return path;
}

/** Imports a photo onto a car and has it sent to the hub with its files. */
export async function importPhoto(desk: TestDesk, vehicleId: string, path: string): Promise<PhotoFile> {
  const { importId } = await desk.window.photos.import({ vehicleId, paths: [path] });
  let item: ImportItem | null = null;
  await until(desk.window.photos.imports(), (event) => {
    if (event.type === "item" && event.importId === importId) item = event.item;
    if (event.type === "import" && event.import.importId === importId) item = event.import.items[0] ?? null;
    return Boolean(item?.file);
  });
  const { photoId, file } = item! as ImportItem & { file: PhotoFile };
  const photo = newPhoto(file, { vehicleId, sequence: "a0", importedAt: new Date().toISOString() });
  await push(desk, "photos", created("photo", photoId, data(photo)));
  await desk.window.photos.acknowledge({ importId, photoIds: [photoId] });
  await statusOf(desk, ({ photosWaiting }) => photosWaiting === 0);
  return file;
}

export const filesOfPhoto = ({ original, renditions }: PhotoFile) => [
  original.sha256,
  ...Object.values(renditions).map(({ sha256 }) => sha256),
];

export const contentOf = (document: Envelope) =>
  createHash("sha256").update(canonicalJson(document)).digest("hex");

/** Everything that a desk's hub has, by collection and id, as the hash of its content. */
export async function documentsAt(desk: TestDesk): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const collection of collections)
    for (const document of await pull(desk, collection))
      found[`${collection}/${document.id}`] = contentOf(document);
  return found;
}
