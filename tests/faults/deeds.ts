import type { Replica } from "#renderer/replica/replica.ts";
import { NotAllowed } from "#renderer/replica/not-allowed.ts";
import type { DeskPhotos } from "./desk-photos.ts";
import type { Deed } from "./history.ts";

/** What a person sits at. */
interface Desk {
  readonly replica: Replica;
  readonly photos: Pick<DeskPhotos, "bring" | "retouch">;
}

/** Does it as a screen would; answers with the id of a car that was made. */
export async function perform(
  desk: Desk,
  deed: Deed,
  options: { readonly cars: readonly string[]; readonly number: number },
): Promise<string | null> {
  try {
    return await performed(desk, deed, options);
  } catch (error) {
    if (error instanceof NotAllowed) return null;
    throw error;
  }
}

async function performed(
  { replica, photos: files }: Desk,
  deed: Deed,
  { cars, number }: { readonly cars: readonly string[]; readonly number: number },
): Promise<string | null> {
  const { vehicles, costs, photos, library, settings, history, undo } = replica;
  switch (deed.type) {
    case "create":
      return vehicles.create({ make: "Nissan", model: `Versa ${number}` });
    case "print":
      await settings.changePrintLayout({ stickerNote: `Note ${number}` });
      return null;
    case "undo":
      await undo.undo();
      return null;
    case "settle": {
      const overlaps = await openOverlaps(history);
      const overlap = overlaps[deed.overlap % Math.max(1, overlaps.length)];
      if (overlap) await (deed.other ? history.takeOther(overlap.id) : history.keep(overlap.id));
      return null;
    }
    default:
  }
  const carId = cars[deed.car % Math.max(1, cars.length)];
  if (carId === undefined || !(await shows(replica, carId))) return null;
  switch (deed.type) {
    case "edit":
      await vehicles.change(carId, { [deed.field]: `edit ${number}` });
      return null;
    case "poison":
      await vehicles.change(carId, { notes: `poison ${number}\u0000` });
      return null;
    case "cost":
      await costs.setPurchase(carId, { amount: number, currency: "MXN" });
      return null;
    case "move":
      await vehicles.move(carId, deed.to);
      return null;
    case "bin":
      await (deed.binned ? vehicles.bin([carId]) : vehicles.restore([carId]));
      return null;
    case "photo":
      await files.bring(photos, carId, `photo ${number}`, deed);
      return null;
    case "retouch": {
      const [photo] = library.ofVehicle(carId) ?? [];
      if (photo) await files.retouch(photos, photo, number);
      return null;
    }
    case "caption": {
      const [photo] = library.ofVehicle(carId) ?? [];
      if (photo) await photos.describe([photo.id], { caption: `caption ${number}` });
      return null;
    }
    default:
      return deed satisfies never;
  }
}

/** What nobody looks at is not read: as a screen that opens, it waits for both of the lists that there are, of cars and of costs. */
async function openOverlaps({ openOverlaps: live }: Replica["history"]) {
  const read = Promise.withResolvers<void>();
  let lists = 0;
  const end = live.subscribe(() => (lists += 1) === 2 && read.resolve());
  await read.promise;
  const overlaps = live.get();
  end();
  return overlaps;
}

/** A desk that has just started reads its cars first, and one that was wiped may not have this one. */
async function shows({ inventory }: Replica, carId: string): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (inventory.get().cars.some(({ id }) => id === carId)) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}
