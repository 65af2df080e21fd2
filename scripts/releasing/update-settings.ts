import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { ReleaseRefused } from "./refusal.ts";

/** What `package.json` says under `updates`, and the app is built with. */
const UpdateSettings = z.object({
  /** The web folder that the feed is published to; null where desks ask the hub that they joined. */
  feed: z
    .url({ protocol: /^https?$/ })
    .endsWith("/")
    .nullable(),
  /** Ed25519: PEM, or base64 of its SPKI or of its 32 bytes. */
  publicKey: z.string().nullable(),
});
export type UpdateSettings = z.infer<typeof UpdateSettings>;

export async function readUpdateSettings(root: string): Promise<UpdateSettings> {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { updates?: unknown };
  const { data, error } = UpdateSettings.safeParse(manifest.updates);
  if (error)
    throw new ReleaseRefused(`"updates" in package.json is not as it should be:\n${z.prettifyError(error)}`);
  return data;
}

/** A feed that is signed with another key than the app was built for is taken by no desk. */
export function refuseStrangeKey(key: KeyObject, { publicKey }: UpdateSettings): void {
  if (publicKey === null)
    throw new ReleaseRefused(
      "updates.publicKey in package.json is empty: `node scripts/feed-key.ts` makes a pair of keys",
    );
  const own = createPublicKey(key).export({ type: "spki", format: "der" }).subarray(-keyLength);
  const built = Buffer.from(publicKey.replaceAll(/-----[^-]+-----/g, ""), "base64").subarray(-keyLength);
  if (!own.equals(built))
    throw new ReleaseRefused(
      "AUTOSELL_FEED_KEY is not the key that belongs to updates.publicKey in package.json",
    );
}

/** Bytes of an Ed25519 public key; whatever form it has ends with them. */
const keyLength = 32;
