/**
 * `node scripts/feed-key.ts`: makes a key pair for the feed. The private key goes to the standard output, for a safe and for
 * AUTOSELL_FEED_KEY; the public one, which the app carries, to the standard error.
 */
import { generateKeyPairSync } from "node:crypto";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
process.stdout.write(privateKey.export({ type: "pkcs8", format: "pem" }));
process.stderr.write(publicKey.export({ type: "spki", format: "pem" }));
