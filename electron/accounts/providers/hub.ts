import type { PairingProvider } from "./provider.ts";

/** Its credential is made by pairing; here it is only shown beside the others. */
export const hub: PairingProvider = {
  id: "hub",
  signIn: "pairing",
  permissions: ["shareLot"],
};
