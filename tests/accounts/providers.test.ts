import { expect, test } from "vitest";
import { providerOf, providers, signInPages } from "#electron/accounts/providers/registry.ts";
import type { OAuthProvider, Provider } from "#electron/accounts/providers/provider.ts";
import { AccountId } from "#shared/contract/accounts.ts";
import { openAccountDesk } from "./account-desk.ts";

const vendors = { clients: {}, vendorServer: null };
const oauth = providers.filter((provider): provider is OAuthProvider => provider.signIn === "browser");
const named = <T extends Provider>(list: readonly T[]): [T["id"], T][] => list.map((one) => [one.id, one]);

test("every account has a description, and one only", () => {
  expect(providers.map(({ id }) => id).toSorted()).toEqual(AccountId.options.toSorted());
});

test.each(named(oauth))("%s is described as a sign-in needs it", (id, provider) => {
  const addresses = [
    provider.issuer,
    provider.authorization,
    provider.token,
    provider.revocation?.url,
  ].filter((address) => address !== undefined);
  for (const address of addresses) expect(new URL(address).protocol).toBe("https:");
  expect(new URL(provider.authorization).search).toBe("");
  expect(signInPages(vendors)).toContain(provider.authorization);
  expect(provider.scopes.map(({ permission }) => permission)).toContain("knowWho");
  expect(new Set(provider.scopes.map(({ name }) => name)).size).toBe(provider.scopes.length);
  expect(provider.accessPage).not.toMatch(/^https?:/);
  if (provider.who.from === "idToken") expect(provider.scopes.map(({ name }) => name)).toContain("openid");
  expect(providerOf(id, vendors)).toBe(provider);
});

test.each(named(providers))("with a server that stands for the vendors, %s leads nowhere else", (id) => {
  const provider = providerOf(id, { clients: {}, vendorServer: "http://127.0.0.1:9" });
  const { accessPage: _text, ...addresses } = { accessPage: null, ...provider };
  const scopes = "scopes" in provider ? provider.scopes.map(({ name }) => name) : [];
  const found = JSON.stringify(addresses).match(/https?:\/\/[^"]+/g) ?? [];
  for (const address of found.filter((one) => !scopes.includes(one)))
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
});

test.each(named(oauth))("%s: signed in, renewed or ended, taken away, forgotten", async (id, provider) => {
  await using desk = await openAccountDesk();
  const { behaviour } = desk.server;
  behaviour.refreshTokens =
    provider.renewal.kind === "refreshToken" ? (provider.renewal.rotates ? "rotated" : "kept") : "none";

  expect(await desk.signIn(id)).toContain("Connected");
  expect(desk.account(id)).toMatchObject({ state: "connected", who: expect.any(String) as string });
  expect(await desk.accounts.accessToken(id)).toMatchObject({ kind: "token" });

  desk.now += 61 * 86_400_000;
  const later = await desk.accounts.accessToken(id);
  expect(later.kind).toBe(provider.renewal.kind === "refreshToken" ? "token" : "signInAgain");

  desk.server.revokeAll();
  desk.now += 61 * 86_400_000;
  expect(await desk.accounts.accessToken(id)).toEqual({ kind: "signInAgain" });
  expect(desk.account(id).state).toBe("signInAgain");

  await desk.signIn(id);
  expect(await desk.accounts.forget(id)).toBe(provider.revocation ? "revoked" : "notOffered");
  expect(desk.server.complaints).toEqual([]);
  for (const secret of desk.server.secrets) expect(desk.said.join("\n")).not.toContain(secret);
});
