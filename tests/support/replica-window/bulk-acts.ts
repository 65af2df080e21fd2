import { Dexie } from "dexie";
import { connectBridge } from "#renderer/bridge/connect.ts";
import type { LibraryPhoto } from "#renderer/replica/inventory.ts";
import { openReplica, type Replica } from "#renderer/replica/replica.ts";
import { measured, type Measured } from "./first-sync.ts";

export interface BulkMeasured {
  /** What the floor took, in milliseconds. */
  readonly plain: number;
  readonly acts: Readonly<Record<"tag" | "move" | "undo" | "bin", Measured>>;
}

/** As many rows as the replica writes at once. */
const partSize = 100;

/** Waits until this many photos are here, then acts on all of them, one act after the other. */
export async function bulkActs(count: number): Promise<BulkMeasured> {
  const bridge = await connectBridge();
  const replica = await openReplica({ bridge, desk: await bridge.desk.describe() });
  await photosAreHere(replica, count);
  const { photos } = replica.library.get();
  const ids = photos.map(({ id }) => id);
  const target = replica.inventory.get().cars[0]!.id;
  const plain = await plainParts(photos);
  const acts = {
    tag: await measured(() => replica.photos.tag(ids, { portada: true })),
    move: await measured(() => replica.photos.moveTo(ids, target)),
    undo: await measured(() => replica.undo.undo()),
    bin: await measured(() => replica.photos.bin(ids)),
  };
  return { plain: plain.milliseconds, acts };
}

function photosAreHere({ library }: Replica, count: number): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      const { ready, photos } = library.get();
      if (ready && photos.length >= count) resolve();
    };
    library.subscribe(check);
    check();
  });
}

/** The floor: read and put back part by part, with the indexes that the replica has. */
async function plainParts(photos: readonly LibraryPhoto[]): Promise<Measured> {
  const database = new Dexie("plain-parts");
  database.version(1).stores({ docs: "id, [_deleted+kind+order+id], [_deleted+kind+key+order+id]" });
  const table = database.table("docs");
  const rows = photos.map((photo, order) => ({
    id: photo.id,
    kind: "photo",
    key: photo.vehicleId,
    order,
    _deleted: "0",
    data: photo,
  }));
  await table.bulkPut(rows);
  return measured(async () => {
    for (let at = 0; at < rows.length; at += partSize) {
      const part: typeof rows = await table.bulkGet(rows.slice(at, at + partSize).map(({ id }) => id));
      for (const row of part) row.data = { ...row.data, caption: "x" };
      await table.bulkPut(part);
    }
  });
}
