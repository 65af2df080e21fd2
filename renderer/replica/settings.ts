import { PhotoPreset } from "#shared/model/photo-preset.ts";
import { PrintLayout } from "#shared/model/print-layout.ts";
import { Dealership, type Desk } from "#shared/model/settings.ts";
import { ShotList, standardShotList } from "#shared/model/shot-list.ts";
import { standardPrintLayout } from "#shared/rules/label-sheets.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { v7 } from "uuid";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { presetIdOf, printLayoutIdOf, shotListIdOf } from "#shared/rules/derived-ids.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Documents, Edit } from "./documents.ts";
import { change, creation } from "./edits.ts";
import { checked } from "./invalid-data.ts";
import type { LiveRows } from "./live-rows.ts";
import { livePair, liveView, type LiveValue } from "./live-value.ts";
import { readingOf } from "./readings.ts";

export interface Settings {
  /** Null until it is said, or has come from the hub. */
  readonly dealership: LiveValue<Dealership | null>;
  /** Throws `InvalidData`. */
  setDealership(dealership: Dealership): Promise<void>;
  /** Every desk of the dealership, first joined first. */
  readonly desks: LiveValue<readonly Desk[]>;
  /** The dealer's own, or the standard one. */
  readonly shotList: LiveValue<ShotList>;
  /** Throws `InvalidData`. */
  setShotList(shotList: ShotList): Promise<void>;
  /** Those that every dealer begins with, as they were changed since, and the dealer's own behind them, by name. */
  readonly presets: LiveValue<readonly PresetEntry[]>;
  /** Saves a new preset for null, and answers with its id. Throws `InvalidData`. */
  savePreset(id: string | null, preset: PhotoPreset): Promise<string>;
  removePreset(id: string): Promise<void>;
  /** Ids of presets that were removed, at whichever desk. */
  readonly removedPresets: LiveValue<readonly string[]>;
  /** How cars are printed; the standard one for the paper of the dealer's country until it is changed. */
  readonly printLayout: LiveValue<PrintLayout>;
  /** Changes some of it. Throws `InvalidData`. */
  changePrintLayout(patch: Partial<PrintLayout>): Promise<void>;
}

export interface PresetEntry {
  readonly id: string;
  readonly preset: PhotoPreset;
}

export function createSettings(
  tenantId: string,
  documents: Documents,
  settingRows: LiveRows,
  wall: () => number,
): Settings {
  const shotListId = shotListIdOf(tenantId);
  const printLayoutId = printLayoutIdOf(tenantId);
  const standard = standardPresets.map((preset) => ({
    id: presetIdOf(tenantId, preset.name),
    preset,
  }));

  // A desk that moved may still have written some of the dealership that it left.
  const own = (found: readonly Envelope[], id: string) => found.find((document) => document.id === id);
  const dealership = liveView(settingRows.of("dealership"), (found) => {
    const document = own(found, tenantId);
    return document ? readingOf("dealership", document) : null;
  });

  return {
    dealership,
    async setDealership(next) {
      await documents.write([dealershipEdit(tenantId, checked(Dealership, next))]);
    },
    desks: liveView(settingRows.of("desk"), (found) =>
      found.flatMap((document) => readingOf("desk", document) ?? []),
    ),

    shotList: liveView(settingRows.of("shot-list"), (found) => {
      const document = own(found, shotListId);
      return (document && readingOf("shot-list", document)) ?? standardShotList;
    }),
    async setShotList(shotList) {
      await documents.write([whole("shot-list", shotListId, checked(ShotList, shotList))]);
    },

    presets: liveView(settingRows.of("photo-preset"), (found) => presetsOf(standard, found)),
    async savePreset(id, preset) {
      const saved = id ?? v7();
      await documents.write([whole("photo-preset", saved, checked(PhotoPreset, preset))]);
      return saved;
    },
    async removePreset(id) {
      const given = standard.find((entry) => entry.id === id)?.preset;
      const deletedAt = new Date(wall()).toISOString();
      const [stored] = await documents.read("settings", [id]);
      if (stored) await documents.write([change("photo-preset", id, () => ({ deletedAt }))]);
      else if (given) await documents.write([creation("photo-preset", id, { ...given, deletedAt })]);
    },
    removedPresets: liveView(settingRows.of("photo-preset"), (found) =>
      storedPresets(found)
        .filter(({ preset }) => preset.deletedAt !== null)
        .map(({ id }) => id),
    ),

    printLayout: liveView(livePair(settingRows.of("print-layout"), dealership), ([found, known]) => {
      const document = own(found, printLayoutId);
      return (document && readingOf("print-layout", document)) ?? printLayoutAtFirst(known);
    }),
    async changePrintLayout(patch) {
      const fields = checked(PrintLayout.partial(), patch);
      const atFirst = printLayoutAtFirst(dealership.get());
      await documents.write([printLayoutEdit(printLayoutId, fields, atFirst)]);
    },
  };
}

/** Letter is the paper of North America. */
function printLayoutAtFirst(dealership: Dealership | null): PrintLayout {
  const { currency } = dealership ?? { currency: "MXN" };
  return standardPrintLayout(currency === "MXN" || currency === "USD" ? "letter" : "a4");
}

/** What is changed is stamped also where it is the first change, so that desks that make it at once lose nothing. */
function printLayoutEdit(id: string, fields: Partial<PrintLayout>, atFirst: PrintLayout): Edit {
  return {
    collection: "settings",
    id,
    next(current, stamp) {
      const document = current ?? created("print-layout", id, atFirst);
      return changed(document, { ...document.data, ...fields }, stamp);
    },
  };
}

function storedPresets(found: readonly Envelope[]): PresetEntry[] {
  return found.flatMap((document) => {
    const preset = readingOf("photo-preset", document);
    return preset ? [{ id: document.id, preset }] : [];
  });
}

function presetsOf(standard: readonly PresetEntry[], found: readonly Envelope[]): PresetEntry[] {
  const stored = storedPresets(found);
  const byId = new Map(stored.map((entry) => [entry.id, entry]));
  const standardIds = new Set(standard.map(({ id }) => id));
  const own = stored.filter(({ id }) => !standardIds.has(id));
  return [
    ...standard.map((entry) => byId.get(entry.id) ?? entry),
    ...own.sort((a, b) => (a.preset.name < b.preset.name ? -1 : 1)),
  ].filter(({ preset }) => preset.deletedAt === null);
}

/** Writes a settings document as a whole, whether it exists or not. */
function whole(kind: "shot-list" | "photo-preset", id: string, data: ShotList | PhotoPreset): Edit {
  return {
    collection: "settings",
    id,
    next: (current, stamp) =>
      current ? changed(current, { ...current.data, ...data }, stamp) : created(kind, id, data),
  };
}

/** There is one dealership document, with the id of the tenant, so desks that write it at once agree on it. */
export function dealershipEdit(tenantId: string, dealership: Dealership): Edit {
  return {
    collection: "settings",
    id: tenantId,
    next: (current, stamp) =>
      current ? changed(current, dealership, stamp) : created("dealership", tenantId, dealership),
  };
}

/** Lets the other desks know of this one, of its present name and of whose it is. */
export async function introduceDesk(
  documents: Documents,
  { deviceId, deskName: name, person }: Pick<DeskDescription, "deviceId" | "deskName" | "person">,
  at: string,
): Promise<void> {
  const [known] = await documents.read("settings", [deviceId]);
  const edit = known
    ? change("desk", deviceId, (desk) => (isSame(desk, { ...desk, name, person }) ? null : { name, person }))
    : creation("desk", deviceId, { deviceId, name, person, joinedAt: at });
  await documents.write([edit]);
}
