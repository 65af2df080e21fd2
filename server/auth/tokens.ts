import { desc } from "drizzle-orm";
import {
  type CryptoKey,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
} from "jose";
import * as z from "zod";
import type { Database, DeviceKey } from "../db/database.ts";
import { signingKeys } from "../db/schema.ts";

/** How long a device token is good: seconds. */
const tokenLifetime = 15 * 60;
const algorithm = "EdDSA";
const issuer = "autosell-hub";
/** Of so many tokens it is remembered that they are good: a desk has one at a time. */
const rememberedTokens = 5000;

/** A desk as it is paired now. */
export type PairedDevice = Required<DeviceKey>;

/** Which desk a request comes from. What it may do is looked up with each request: a token outlives a change of that. */
export interface Identity extends PairedDevice {
  /** When the token ends: Unix milliseconds. */
  readonly expiresAt: number;
}

export interface Tokens {
  issue(device: PairedDevice): Promise<{ token: string; expiresAt: string }>;
  /** The bearer of an `Authorization` header, or null where it is no good token of ours. */
  bearer(authorization: string | undefined): Promise<Identity | null>;
}

interface SigningKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

const Claims = z.object({ sub: z.guid(), tenant: z.guid(), paired: z.iso.datetime(), exp: z.int() });

export async function openTokens(database: Database, now: () => number): Promise<Tokens> {
  const signing = await signingKey(database, now);
  const keys = new Map([[signing.keyId, signing.publicKey]]);

  /** Another node may have made the key that it signs with after this one read the table. */
  const keyById = async (keyId: string): Promise<CryptoKey> => {
    if (!keys.has(keyId))
      for (const known of await readKeys(database)) keys.set(known.keyId, known.publicKey);
    const key = keys.get(keyId);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };

  /** A signature is checked once, in one of libuv's threads, where it may wait for pictures. */
  const verified = new Map<string, Identity>();
  const remember = (token: string, identity: Identity) => {
    if (verified.size >= rememberedTokens) verified.delete(verified.keys().next().value!);
    verified.set(token, identity);
    return identity;
  };

  return {
    async issue({ tenantId, deviceId, pairedAt }) {
      const issuedAt = Math.floor(now() / 1000);
      const token = await new SignJWT({ tenant: tenantId, paired: pairedAt })
        .setProtectedHeader({ alg: algorithm, kid: signing.keyId })
        .setSubject(deviceId)
        .setIssuer(issuer)
        .setAudience(issuer)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + tokenLifetime)
        .sign(signing.privateKey);
      return { token, expiresAt: new Date((issuedAt + tokenLifetime) * 1000).toISOString() };
    },
    async bearer(authorization) {
      const [, token] = /^Bearer ([\w.-]{1,2000})$/i.exec(authorization ?? "") ?? [];
      if (!token) return null;
      const known = verified.get(token);
      if (known && known.expiresAt > now()) return known;
      try {
        const { payload } = await jwtVerify(token, ({ kid = "" }) => keyById(kid), {
          algorithms: [algorithm],
          issuer,
          audience: issuer,
          currentDate: new Date(now()),
        });
        const { sub, tenant, paired, exp } = Claims.parse(payload);
        return remember(token, {
          tenantId: tenant,
          deviceId: sub,
          pairedAt: paired,
          expiresAt: exp * 1000,
        });
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
        throw error;
      }
    },
  };
}

/** The newest key of the database; the first node to start makes it. */
async function signingKey(database: Database, now: () => number): Promise<SigningKey> {
  const [newest] = await readKeys(database);
  if (newest) return newest;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  await database.system.insert(signingKeys).values({
    keyId: crypto.randomUUID(),
    privateKey: await exportJWK(privateKey),
    createdAt: new Date(now()),
  });
  return (await readKeys(database))[0]!;
}

async function readKeys(database: Database): Promise<SigningKey[]> {
  const rows = await database.system
    .select()
    .from(signingKeys)
    .orderBy(desc(signingKeys.createdAt), signingKeys.keyId);
  return Promise.all(
    rows.map(async ({ keyId, privateKey: { d, ...publicPart } }) => ({
      keyId,
      privateKey: await imported({ ...publicPart, d }),
      publicKey: await imported(publicPart),
    })),
  );
}

async function imported(key: JWK): Promise<CryptoKey> {
  return (await importJWK(key, algorithm)) as CryptoKey;
}
