import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What lets a page in: tokens made from a key that lives as long as the data folder. */
export interface LaunchTokens {
  issue(): string;
  isGood(token: string): boolean;
  /** The path segment under which pictures are served; the same for as long as the key. */
  readonly photoCapability: string;
}

/** How long a token lets in, in milliseconds. */
const lifetime = 24 * 3_600_000;

/**
 * Every start prints a new token. Because each carries its own proof, a page that is open over a restart of the host
 * comes back by itself; after a day its token is nothing any more, and the link in the terminal is the way in.
 */
export function createLaunchTokens(key: Uint8Array, now: () => number = Date.now): LaunchTokens {
  const sign = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const proofOf = (issue: string) => sign(`launch ${issue}`);

  return {
    photoCapability: sign("photos").slice(0, 32),
    issue() {
      const issue = `${now().toString(36)}-${randomBytes(12).toString("hex")}`;
      return `${issue}.${proofOf(issue)}`;
    },
    isGood(token) {
      const [issue = "", proof = ""] = token.split(".");
      const age = now() - parseInt(issue, 36);
      return isSame(proof, proofOf(issue)) && age >= 0 && age < lifetime;
    },
  };
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a.padEnd(64)), Buffer.from(b.padEnd(64)));
}
