import type { AccountId } from "#shared/contract/accounts.ts";
import type { Registrations } from "../../config.ts";
import { google } from "./google.ts";
import { hub } from "./hub.ts";
import { linkedin } from "./linkedin.ts";
import { mail } from "./mail.ts";
import { meta } from "./meta.ts";
import type { OAuthProvider, Provider, ProviderOf, TokenProvider } from "./provider.ts";
import { telegram } from "./telegram.ts";
import { x } from "./x.ts";

/** Every account that there can be, in the order in which people see them. */
export const providers: readonly Provider[] = [google, meta, x, linkedin, telegram, mail, hub];

/** A vendor's description, on the server that stands for all of them where there is one. */
export function providerOf<Id extends AccountId>(id: Id, { vendorServer }: Registrations): ProviderOf<Id> {
  const found = providers.find((one): one is ProviderOf<Id> => one.id === id);
  if (!found) throw new Error(`There is no account ${id}`);
  return vendorServer === null ? found : (onServer(found, vendorServer) as ProviderOf<Id>);
}

/** The pages that a sign-in opens, for the list of what may be opened at all. */
export function signInPages(registrations: Registrations): string[] {
  return providers
    .map(({ id }) => providerOf(id, registrations))
    .filter((provider) => provider.signIn === "browser")
    .map(({ authorization }) => authorization);
}

function onServer(provider: Provider, server: string): Provider {
  if (provider.signIn === "browser") return oauthOnServer(provider, `${server}/${provider.id}`);
  if (provider.signIn === "token") return tokenOnServer(provider, `${server}/${provider.id}`);
  return provider;
}

function oauthOnServer(provider: OAuthProvider, base: string): OAuthProvider {
  const { revocation, who, redirect } = provider;
  return {
    ...provider,
    issuer: base,
    authorization: `${base}/authorize`,
    token: `${base}/token`,
    redirect: { ...redirect, port: null },
    revocation: revocation && { ...revocation, url: `${base}/revoke` },
    who: who.from === "request" ? { ...who, url: `${base}/me` } : who,
  };
}

function tokenOnServer(provider: TokenProvider, base: string): TokenProvider {
  return { ...provider, check: `${base}/bot{token}/getMe` };
}
