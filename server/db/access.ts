import type { Admitted } from "#shared/contract/hub.ts";

/** Whose desk does something, as it stands in the transaction that does it. */
export type Access = Admitted;

/** The desk was removed, or the person it is of. */
export class DeviceRevoked extends Error {
  override name = "DeviceRevoked";
}
