import type { Account, AccountId, ConnectProblem } from "#shared/contract/accounts.ts";
import type { Registrations } from "../config.ts";
import type { AccountRecord } from "./account-records.ts";
import type { OAuthProvider, Provider } from "./providers/provider.ts";

/** How the desk stands with its hub, which is shown beside the other accounts. */
export type HubAccount = Pick<Account, "state" | "locked" | "who">;

export interface AccountFacts {
  readonly record: AccountRecord | null;
  readonly waiting: Account["waiting"];
  readonly problem: ConnectProblem | null;
  readonly vaultOpen: boolean;
  readonly hub: HubAccount;
}

/** Whether this installation is registered with a vendor as the vendor wants it. */
export function isSetUp(provider: Provider, { clients }: Registrations): boolean {
  if (provider.signIn !== "browser") return true;
  const registration = clients[provider.id];
  if (!registration) return false;
  return registration.secret !== null || provider.client.secret === "optional";
}

/** An account as the window may see it. */
export function describeAccount(
  provider: Provider,
  registrations: Registrations,
  facts: AccountFacts,
): Account {
  const { record, waiting, problem, vaultOpen, hub } = facts;
  return {
    id: provider.id,
    signIn: provider.signIn,
    state: stateOf(provider, registrations, record),
    locked: record !== null && !vaultOpen,
    who: record?.who ?? null,
    permissions: permissionsOf(provider, record),
    connectedAt: record?.connectedAt ?? null,
    expiresAt: record?.expiresAt ?? null,
    waiting,
    problem,
    accessPage: "accessPage" in provider ? provider.accessPage : null,
    ...(provider.signIn === "pairing" && hub),
  };
}

function stateOf(
  provider: Provider,
  registrations: Registrations,
  record: AccountRecord | null,
): Account["state"] {
  if (record) return record.signInAgain ? "signInAgain" : "connected";
  return isSetUp(provider, registrations) ? "notConnected" : "notSetUp";
}

function permissionsOf(provider: Provider, record: AccountRecord | null): Account["permissions"] {
  if (provider.signIn !== "browser")
    return provider.permissions.map((permission) => ({ permission, granted: true }));
  return scopesOf(provider).map(({ name, permission }) => ({
    permission,
    granted: record?.scopes?.includes(name) ?? true,
  }));
}

function scopesOf({ scopes }: OAuthProvider) {
  return scopes.flatMap(({ name, permission }) => (permission ? [{ name, permission }] : []));
}

export type ConnectableId = Exclude<AccountId, "hub">;
