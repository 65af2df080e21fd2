/**
 * `node scripts/feed-key.ts > feed-key.pem`: makes the pair of keys of a feed. The private one, for AUTOSELL_FEED_KEY and a
 * safe, goes to the standard output; the public one, for `updates.publicKey` in package.json, is said on the standard error.
 */
import { generateKeyPairSync } from "node:crypto";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
process.stdout.write(privateKey.export({ type: "pkcs8", format: "pem" }));
console.error(`"publicKey": "${publicKey.export({ type: "spki", format: "der" }).toString("base64")}"`);
