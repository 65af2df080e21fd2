import { Dealership, type Desk } from "#shared/model/settings.ts";
import { changed, created } from "#shared/rules/stamping.ts";
import type { Documents, Edit } from "./documents.ts";
import { change, creation } from "./edits.ts";
import { checked } from "./invalid-data.ts";
import type { LiveRows } from "./live-rows.ts";
import { liveView, type LiveValue } from "./live-value.ts";
import { readingOf } from "./readings.ts";

export interface Settings {
  /** Null until it is said, or has come from the hub. */
  readonly dealership: LiveValue<Dealership | null>;
  /** Throws `InvalidData`. */
  setDealership(dealership: Dealership): Promise<void>;
  /** Every desk of the dealership, first joined first. */
  readonly desks: LiveValue<readonly Desk[]>;
}

export function createSettings(tenantId: string, documents: Documents, settingRows: LiveRows): Settings {
  return {
    dealership: liveView(settingRows.of("dealership"), ([first]) =>
      first ? readingOf("dealership", first) : null,
    ),
    async setDealership(dealership) {
      await documents.write([dealershipEdit(tenantId, checked(Dealership, dealership))]);
    },
    desks: liveView(settingRows.of("desk"), (found) =>
      found.flatMap((document) => readingOf("desk", document) ?? []),
    ),
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

/** Lets the other desks know of this one, and of its present name. */
export async function introduceDesk(
  documents: Documents,
  { deviceId, deskName }: { deviceId: string; deskName: string },
  at: string,
): Promise<void> {
  const [known] = await documents.read("settings", [deviceId]);
  const edit = known
    ? change("desk", deviceId, ({ name }) => (name === deskName ? null : { name: deskName }))
    : creation("desk", deviceId, { deviceId, name: deskName, joinedAt: at });
  await documents.write([edit]);
}
