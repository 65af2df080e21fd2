import type { Import, ImportItem } from "#shared/contract/photo-import.ts";

/** A file of a card that has just been found; what a test is about is said by `change`. */
export function importItem(photoId: string, change: Partial<ImportItem> = {}): ImportItem {
  return {
    photoId,
    name: `${photoId}.jpg`,
    folder: "",
    companionName: null,
    vehicleId: null,
    state: "waiting",
    safety: "pending",
    preview: null,
    capturedAt: null,
    codes: [],
    file: null,
    failure: null,
    ...change,
  };
}

/** A card that is being sorted. */
export function cardImport(items: readonly ImportItem[], change: Partial<Import> = {}): Import {
  return {
    importId: "0199aaaa-0000-7000-8000-000000000001",
    vehicleId: null,
    source: "EOS_DIGITAL",
    startedAt: "2026-01-01T00:00:00.000Z",
    state: "running",
    confirmed: false,
    items: [...items],
    ...change,
  };
}
