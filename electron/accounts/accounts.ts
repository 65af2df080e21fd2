import { join } from "node:path";
import type {
  Account,
  AccountId,
  AccountSecret,
  ConnectProblem,
  OAuthAccountId,
  Revocation,
} from "#shared/contract/accounts.ts";
import type { Registrations } from "../config.ts";
import type { Log } from "../log.ts";
import { createLiveState, type LiveState } from "../sync/live-state.ts";
import { isOpen, type Vault, VaultLocked } from "../vault/vault.ts";
import { type AccessToken, createAccessTokens } from "./access-tokens.ts";
import { type ConnectableId, describeAccount, type HubAccount, isSetUp } from "./account-list.ts";
import { openAccountRecords } from "./account-records.ts";
import { createAttempts } from "./attempts.ts";
import { createCredentials } from "./credentials.ts";
import { createOAuthClient, type Granted } from "./oauth-client.ts";
import { providerOf, providers } from "./providers/registry.ts";
import { signIn } from "./sign-in.ts";
import { checkToken } from "./telegram-check.ts";

/** The accounts that this desk publishes and writes with. What opens them stays in main. */
export interface Accounts extends AsyncDisposable {
  readonly list: Pick<LiveState<readonly Account[]>, "get" | "subscribe">;
  /** Begins a sign-in; answers once the browser is open, with a link where the window has to open it. */
  connect(
    id: OAuthAccountId,
    language: "en" | "es-MX",
  ): Promise<{ readonly link: string | null } | "vaultLocked" | "notSetUp">;
  cancelConnect(id: OAuthAccountId): void;
  saveSecret(secret: AccountSecret): Promise<"saved" | "vaultLocked" | "refused" | "unreachable">;
  /** Deletes what is kept here, then takes access back at the vendor where that can be done. */
  forget(id: ConnectableId): Promise<Revocation | "vaultLocked">;
  /** For connectors: a token that holds for at least a minute, renewed where it has to be. */
  accessToken(id: OAuthAccountId): Promise<AccessToken>;
  /** For connectors: what a person typed; null where the account is not connected. Throws `VaultLocked`. */
  secret<Id extends AccountSecret["id"]>(id: Id): Promise<Extract<AccountSecret, { id: Id }> | null>;
  /** For connectors: the vendor no longer takes what it is shown. */
  refused(id: ConnectableId): Promise<void>;
}

export interface AccountsOptions {
  readonly folder: string;
  readonly registrations: Registrations;
  readonly vault: Vault;
  readonly hub: Pick<LiveState<HubAccount>, "get" | "subscribe">;
  /** Null where the window opens the vendor's page. */
  readonly openInBrowser: ((url: string) => Promise<void>) | null;
  readonly log: Log;
  readonly now?: () => number;
  /** Milliseconds that a person has to sign in. */
  readonly patience?: number;
}

/** Milliseconds that a vendor has to take access back; what is kept here is gone by then. */
const revocationTimeout = 10_000;

export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { folder, registrations, vault, hub, openInBrowser, log, now = Date.now } = options;
  const records = await openAccountRecords(join(folder, "accounts.json"), log);
  const credentials = createCredentials(vault);
  const closing = new AbortController();
  const problems = new Map<AccountId, ConnectProblem>();
  const attempts = createAttempts({ patience: options.patience, now, onChange: () => publish() });

  const describe = () =>
    providers.map((provider) =>
      describeAccount(provider, registrations, {
        record: records.get(provider.id),
        waiting: attempts.waiting(provider.id),
        problem: problems.get(provider.id) ?? null,
        vaultOpen: isOpen(vault),
        hub: hub.get(),
      }),
    );
  const list = createLiveState<readonly Account[]>(describe());
  const publish = () => list.set(describe());
  const instant = (millis: number) => new Date(millis).toISOString();

  const clientOf = (id: OAuthAccountId) => {
    const provider = providerOf(id, registrations);
    const registration = registrations.clients[id];
    if (!registration || !isSetUp(provider, registrations)) return null;
    return createOAuthClient({ provider, registration, insecure: registrations.vendorServer !== null, now });
  };
  const markSignInAgain = async (id: AccountId) => {
    const record = records.get(id);
    if (!record || record.signInAgain) return;
    await records.set(id, { ...record, signInAgain: true });
    publish();
  };
  const connected = async (
    id: ConnectableId,
    facts: { who: string | null; scopes?: readonly string[] | null; lastsUntil?: number | null },
  ) => {
    const { who, scopes = null, lastsUntil = null } = facts;
    problems.delete(id);
    await records.set(id, {
      who,
      scopes: scopes && [...scopes],
      connectedAt: instant(now()),
      expiresAt: lastsUntil === null ? null : instant(lastsUntil),
      signInAgain: false,
    });
    log.info("account connected", { account: id });
    publish();
  };
  const keepGrant = async (id: OAuthAccountId, granted: Granted) => {
    credentials.advance(id);
    await credentials.keep(id, granted.grant);
    await connected(id, granted);
  };
  /** What the vault lost, with its passphrase or its key ring, has to be signed in to again. */
  const missInVault = async () => {
    for (const id of records.ids()) if (!(await credentials.has(id))) await markSignInAgain(id);
  };
  const look = () => {
    publish();
    if (isOpen(vault))
      missInVault().catch((error: unknown) => {
        if (!(error instanceof VaultLocked)) log.error("accounts were not compared with the vault", error);
      });
  };
  const unsubscribe = [vault.standing.subscribe(look), hub.subscribe(publish)];
  look();

  return {
    list,
    async connect(id, language) {
      const provider = providerOf(id, registrations);
      const client = clientOf(id);
      if (!client) return "notSetUp";
      if (!isOpen(vault)) return "vaultLocked";
      problems.delete(id);
      const link = await attempts.begin(id, {
        signIn: (open, signal) =>
          signIn({
            provider,
            client,
            language,
            signal,
            open: ({ url, link: own }) => open(openInBrowser ? { url, openInBrowser } : { link: own }),
            keep: (granted) => keepGrant(id, granted),
          }),
        onProblem: (problem, defect) => {
          problems.set(id, problem);
          log.info("account not connected", { account: id, problem });
          if (defect) log.error("sign-in failed", defect, { account: id });
        },
      });
      return { link };
    },
    cancelConnect: (id) => attempts.cancel(id),
    async saveSecret(secret) {
      if (!isOpen(vault)) return "vaultLocked";
      const who = await whoOf(secret, registrations, closing.signal);
      if (typeof who === "string") return who;
      credentials.advance(secret.id);
      await credentials.keep(secret.id, secret);
      await connected(secret.id, who);
      return "saved";
    },
    async forget(id) {
      if (!isOpen(vault)) return "vaultLocked";
      attempts.cancel(id);
      const grant = await credentials.grant(id);
      credentials.advance(id);
      await credentials.remove(id);
      await records.set(id, null);
      problems.delete(id);
      publish();
      log.info("account forgotten", { account: id });
      if (!grant || id === "telegram" || id === "mail") return "notOffered";
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(revocationTimeout)]);
      const revoked = clientOf(id)?.revoke(grant, signal);
      return (await revoked?.catch(() => null)) ?? "notReached";
    },
    accessToken: createAccessTokens({
      credentials,
      clientOf,
      mustSignIn: (id) => records.get(id)?.signInAgain ?? null,
      onRefused: markSignInAgain,
      closing: closing.signal,
      now,
      log,
    }),
    async secret<Id extends AccountSecret["id"]>(id: Id) {
      const secret = await credentials.secret(id);
      return secret?.id === id ? (secret as Extract<AccountSecret, { id: Id }>) : null;
    },
    refused: markSignInAgain,
    async [Symbol.asyncDispose]() {
      closing.abort();
      for (const end of unsubscribe) end();
      await attempts[Symbol.asyncDispose]();
    },
  };
}

/** Whom typed credentials are of, as far as the vendor can be asked. */
async function whoOf(
  secret: AccountSecret,
  registrations: Registrations,
  signal: AbortSignal,
): Promise<{ who: string } | "refused" | "unreachable"> {
  if (secret.id === "mail") return { who: secret.user };
  const checked = await checkToken(providerOf(secret.id, registrations), secret.token, signal);
  return checked.kind === "known" ? { who: checked.who } : checked.kind;
}
