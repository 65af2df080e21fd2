import type { OAuthAccountId } from "#shared/contract/accounts.ts";
import type { Log } from "../log.ts";
import { VaultLocked } from "../vault/vault.ts";
import type { Credentials } from "./credentials.ts";
import type { Grant, OAuthClient } from "./oauth-client.ts";
import { SignInFailed } from "./sign-in-failed.ts";

/** What a connector gets that wants to call a vendor, or what has to happen first. */
export type AccessToken =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "vaultLocked" | "notConnected" | "notSetUp" | "signInAgain" | "offline" }
  | { readonly kind: "retryAfter"; readonly seconds: number };

export interface AccessTokensOptions {
  readonly credentials: Credentials;
  /** Null where this installation is not registered with the vendor. */
  readonly clientOf: (id: OAuthAccountId) => OAuthClient | null;
  /** Whether a person has to sign in first; null where the account is not connected. */
  readonly mustSignIn: (id: OAuthAccountId) => boolean | null;
  /** The vendor no longer knows what was kept. */
  readonly onRefused: (id: OAuthAccountId) => Promise<void>;
  readonly closing: AbortSignal;
  readonly now: () => number;
  readonly log: Log;
}

/** Milliseconds before its end at which an access token is not handed out any more. */
const margin = 60_000;
/** Seconds for a vendor that failed and does not say when to come again. */
const usualPause = 60;

/** Hands out access tokens that hold for at least a minute; one renewal serves everybody who waits for it. */
export function createAccessTokens(options: AccessTokensOptions) {
  const { credentials, clientOf, mustSignIn, onRefused, closing, now, log } = options;
  const underWay = new Map<OAuthAccountId, Promise<AccessToken>>();

  const find = async (id: OAuthAccountId): Promise<AccessToken> => {
    const must = mustSignIn(id);
    if (must === null) return { kind: "notConnected" };
    if (must) return { kind: "signInAgain" };
    const epoch = credentials.epoch(id);
    const grant = await credentials.grant(id);
    if (!grant) return refused(id, epoch);
    if (grant.accessUntil === null || grant.accessUntil - now() > margin)
      return { kind: "token", token: grant.accessToken };
    if (grant.refreshToken === null) return refused(id, epoch);
    const client = clientOf(id);
    return client ? renew(id, client, grant.refreshToken, epoch) : { kind: "notSetUp" };
  };
  const renew = async (id: OAuthAccountId, client: OAuthClient, refreshToken: string, epoch: number) => {
    const still = () => credentials.epoch(id) === epoch;
    let fresh: Grant;
    try {
      fresh = await client.refresh(refreshToken, closing);
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      log.info("access was not renewed", { account: id, problem: error.problem });
      return error.problem === "codeRefused" ? refused(id, epoch) : postponed(error);
    }
    // A vendor that rotates has ended the old one already: the new one is on disk before anybody uses it.
    await credentials.keep(id, fresh, still);
    if (still()) return { kind: "token", token: fresh.accessToken } as const;
    await client.revoke(fresh, closing).catch(() => undefined);
    return find(id);
  };
  /** What was forgotten or connected anew meanwhile is not what the vendor refused. */
  const refused = async (id: OAuthAccountId, epoch: number): Promise<AccessToken> => {
    if (credentials.epoch(id) !== epoch) return find(id);
    await onRefused(id);
    return { kind: "signInAgain" };
  };

  return async (id: OAuthAccountId): Promise<AccessToken> => {
    const found =
      underWay.get(id) ??
      find(id)
        .catch((error: unknown): AccessToken => {
          if (error instanceof VaultLocked) return { kind: "vaultLocked" };
          throw error;
        })
        .finally(() => underWay.delete(id));
    underWay.set(id, found);
    return found;
  };
}

function postponed({ problem, retryAfter }: SignInFailed): AccessToken {
  if (problem === "unreachable") return { kind: "offline" };
  if (problem === "clientRefused") return { kind: "notSetUp" };
  return { kind: "retryAfter", seconds: retryAfter ?? usualPause };
}
