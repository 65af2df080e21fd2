import { createPublicKey, type KeyObject } from "node:crypto";

const spkiOfEd25519 = Buffer.from("302a300506032b6570032100", "hex");

/** An Ed25519 key from PEM, or base64 of its SPKI or of its 32 bytes. Throws where it is none. */
export function publicKeyFrom(text: string): KeyObject {
  const key = text.includes("-----BEGIN") ? createPublicKey(text) : createPublicKey(spki(text));
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("That is not an Ed25519 key");
  return key;
}

function spki(text: string) {
  const bytes = Buffer.from(text, "base64");
  const key = bytes.length === 32 ? Buffer.concat([spkiOfEd25519, bytes]) : bytes;
  return { key, format: "der" as const, type: "spki" as const };
}
