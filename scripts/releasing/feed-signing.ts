import { createPrivateKey, type KeyObject, sign } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseRefused } from "./refusal.ts";

const keyVariable = "AUTOSELL_FEED_KEY";

/** The manifests of a feed: `latest.yml`, `latest-mac.yml`, `beta-linux.yml`, ... */
export function isManifest(name: string): boolean {
  return /^(latest|beta)[\w-]*\.yml$/.test(name);
}

/** The feed's private key, an Ed25519 key as PKCS8 PEM; a refusal never quotes it. */
export function readFeedKey(environment: Readonly<Record<string, string | undefined>>): KeyObject {
  const pem = environment[keyVariable];
  if (!pem) throw new ReleaseRefused(`${keyVariable} is not set: desks take no feed that is not signed`);
  const key = privateKey(pem);
  if (key?.asymmetricKeyType !== "ed25519")
    throw new ReleaseRefused(`${keyVariable} is not an Ed25519 private key in PEM (PKCS8)`);
  return key;
}

/** Writes `<manifest>.sig` beside each manifest: Ed25519 over its exact bytes, in base64. Answers the names signed. */
export async function signFeed(folder: string, key: KeyObject): Promise<string[]> {
  const manifests = (await readdir(folder)).filter(isManifest).sort();
  if (manifests.length === 0)
    throw new ReleaseRefused(`There is no latest*.yml or beta*.yml in ${folder} to sign`);
  for (const name of manifests) {
    const bytes = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.sig`), `${sign(null, bytes, key).toString("base64")}\n`);
  }
  return manifests;
}

/** Secrets of build services often arrive with their line ends written out. */
function privateKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem.replaceAll("\\n", "\n"));
  } catch {
    return null;
  }
}
