import type { InventoryCar, LibraryPhoto } from "#renderer/replica/inventory.ts";
import type { FlawKind, Shelf } from "./library-filter.ts";

/** A photo that is shown, with what of it the grid says. */
export interface LibraryEntry {
  readonly photo: LibraryPhoto;
  readonly car: InventoryCar | null;
  readonly flaws: readonly FlawKind[];
}

/** Photos under one heading: those of a car, or all of them where the library is not grouped. */
export interface LibraryGroup {
  readonly key: string;
  /** Null where they are not of one car, or of one that is not on this desk yet. */
  readonly car: InventoryCar | null;
  readonly entries: readonly LibraryEntry[];
  /** Required shots that the car lacks. */
  readonly missing: readonly string[];
}

type ShelfCounts = Readonly<Record<Shelf, number>>;

export interface LibraryView {
  readonly groups: readonly LibraryGroup[];
  /** The ids of what is shown, as it is shown. */
  readonly order: readonly string[];
  readonly entries: ReadonlyMap<string, LibraryEntry>;
  /** How many photos each shelf has, were the other filters kept. */
  readonly shelves: ShelfCounts;
  readonly flaws: Readonly<Record<FlawKind, number>>;
  /** The tags of all photos with their number. */
  readonly tags: ReadonlyMap<string, number>;
  /** All photos that are not in the bin. */
  readonly total: number;
}
