import { readdir, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openLoopback } from "#electron/accounts/loopback.ts";
import { openPassphraseVault } from "#electron/vault/passphrase-vault.ts";
import type { Vault } from "#electron/vault/vault.ts";
import type { ConnectProblem } from "#shared/contract/accounts.ts";
import { eventually } from "#tests/support/eventually.ts";
import { type AccountDesk, type AccountDeskOptions, openAccountDesk } from "./account-desk.ts";

const hour = 3_600_000;
let desk: AccountDesk;
const start = async (options?: AccountDeskOptions) => (desk = await openAccountDesk(options));
afterEach(() => desk[Symbol.asyncDispose]());

test("an account is connected with the browser, and its token is there for connectors, also after a restart", async () => {
  await start();
  expect(await desk.signIn("google")).toContain("Close this tab and go back to the app");
  expect(desk.account("google")).toMatchObject({
    state: "connected",
    who: "ventas@autosdelvalle.mx",
    expiresAt: null,
    problem: null,
    permissions: [
      { permission: "knowWho", granted: true },
      { permission: "sheets", granted: true },
      { permission: "files", granted: true },
    ],
  });
  await desk.restart();
  expect(desk.account("google")).toMatchObject({ state: "connected", who: "ventas@autosdelvalle.mx" });
  const answer = await desk.accounts.accessToken("google");
  expect(answer.kind === "token" && desk.server.isAlive(answer.token)).toBe(true);
  expect(desk.server.complaints).toEqual([]);
});

test("what was not granted is said", async () => {
  await start();
  desk.server.behaviour.scopes = ["openid", "email"];
  await desk.signIn("google");
  expect(desk.account("google").permissions).toEqual([
    { permission: "knowWho", granted: true },
    { permission: "sheets", granted: false },
    { permission: "files", granted: false },
  ]);
});

test("access that does not renew itself says when it ends", async () => {
  await start();
  desk.server.behaviour.refreshTokens = "none";
  desk.server.behaviour.expiresIn = 60 * 86_400;
  await desk.signIn("linkedin");
  expect(desk.account("linkedin")).toMatchObject({
    who: "Autos del Valle",
    expiresAt: new Date(desk.now + 60 * 86_400_000).toISOString(),
  });
  desk.now += 60 * 24 * hour;
  expect(await desk.accounts.accessToken("linkedin")).toEqual({ kind: "signInAgain" });
  expect(desk.account("linkedin").state).toBe("signInAgain");
});

test("Facebook's short access is exchanged for a long one at once", async () => {
  await start();
  desk.server.behaviour.refreshTokens = "none";
  await desk.signIn("meta");
  expect(desk.account("meta")).toMatchObject({
    who: "Autos del Valle",
    expiresAt: new Date(desk.now + 60 * 86_400_000).toISOString(),
  });
});

const refusals: [string, (desk: AccountDesk) => void, ConnectProblem][] = [
  ["the person says no", ({ server }) => (server.behaviour.refuse = "access_denied"), "denied"],
  [
    "the vendor is busy",
    ({ server }) => (server.behaviour.refuse = "temporarily_unavailable"),
    "vendorFailed",
  ],
  [
    "the vendor knows another app",
    ({ server }) => (server.behaviour.refuse = "unauthorized_client"),
    "clientRefused",
  ],
  [
    "the code is too old",
    ({ server }) => (server.behaviour.tokenFailure = { status: 400, error: "invalid_grant" }),
    "codeRefused",
  ],
  [
    "the app's secret is wrong",
    ({ server }) => (server.behaviour.tokenFailure = { status: 401, error: "invalid_client" }),
    "clientRefused",
  ],
  ["the vendor fails", ({ server }) => (server.behaviour.tokenFailure = { status: 503 }), "vendorFailed"],
  ["this computer's clock is wrong", ({ server }) => (server.behaviour.clockBehind = 2 * 3600), "clockWrong"],
];

test.each(refusals)("where %s, that is said and nothing is connected", async (_what, arrange, problem) => {
  await start();
  arrange(desk);
  expect(await desk.signIn("google")).toContain("Not connected");
  expect(desk.account("google")).toMatchObject({ state: "notConnected", problem, waiting: null });
});

test("a vendor that is not there is said, and a connection that there was stays", async () => {
  await start();
  await desk.signIn("google");
  await desk.accounts.connect("google", "es-MX");
  const page = new URL(desk.opened.at(-1) ?? "");
  const redirect = new URL(page.searchParams.get("redirect_uri") ?? "");
  redirect.search = String(new URLSearchParams({ state: page.searchParams.get("state") ?? "", code: "x" }));
  await desk.server[Symbol.asyncDispose]();
  expect(await (await fetch(redirect)).text()).toContain("Sin conectar");
  await eventually(() =>
    expect(desk.account("google")).toMatchObject({ problem: "unreachable", waiting: null }),
  );
  expect(desk.account("google").state).toBe("connected");
});

test("who stays away from the browser is told so", async () => {
  await start({ patience: 1 });
  await desk.accounts.connect("google", "en");
  await eventually(() =>
    expect(desk.account("google")).toMatchObject({ problem: "timedOut", waiting: null }),
  );
});

test("a sign-in can be cancelled, and begun anew while one waits", async () => {
  await start();
  await desk.accounts.connect("google", "en");
  expect(desk.account("google").waiting).toMatchObject({ link: null });
  desk.accounts.cancelConnect("google");
  expect(desk.account("google")).toMatchObject({ waiting: null, problem: null });

  await desk.accounts.connect("google", "en");
  const first = desk.opened.at(-1);
  expect(await desk.signIn("google")).toContain("Connected");
  await expect(fetch(first ?? "")).rejects.toThrow();
  expect(desk.account("google").state).toBe("connected");
});

test("an answer with another state changes nothing", async () => {
  await start();
  await desk.accounts.connect("google", "en");
  const redirect = new URL(new URL(desk.opened.at(-1) ?? "").searchParams.get("redirect_uri") ?? "");
  const forged = new URL("?state=forged&code=x", redirect);
  expect((await fetch(forged)).status).toBe(400);
  expect((await fetch(new URL("/elsewhere", redirect))).status).toBe(404);
  expect((await fetch(redirect, { method: "POST" })).status).toBe(404);
  expect(desk.account("google").waiting).not.toBeNull();
  expect(await desk.visit()).toContain("Connected");
});

test("a browser that cannot be opened is said", async () => {
  await start({ openInBrowser: () => Promise.reject(new Error("no browser")) });
  await desk.accounts.connect("google", "en");
  await eventually(() => expect(desk.account("google").problem).toBe("browserNotOpened"));
});

test("where main opens no browser, the window gets a link of this computer that leads on", async () => {
  await start({ openInBrowser: null });
  const answer = await desk.accounts.connect("google", "en");
  const link = typeof answer === "string" ? "" : (answer.link ?? "");
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/start$/);
  expect(desk.account("google").waiting?.link).toBe(link);
  expect(await (await fetch(link)).text()).toContain("Connected");
});

test("a port that the vendor insists on and that is taken is said", async () => {
  await start();
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(openLoopback({ host: "127.0.0.1", port, state: "s", language: "en" })).rejects.toMatchObject({
    problem: "portTaken",
  });
  await new Promise((resolve) => other.close(resolve));
});

test("without a registration of this app an account is not set up", async () => {
  await start({ unregistered: true });
  expect(desk.account("google").state).toBe("notSetUp");
  expect(await desk.accounts.connect("google", "en")).toBe("notSetUp");
});

test("access is renewed when it ends, once for everybody who waits for it", async () => {
  await start();
  desk.server.behaviour.refreshTokens = "rotated";
  await desk.signIn("x");
  for (let turn = 1; turn <= 3; turn += 1) {
    desk.now += hour;
    const release = desk.server.holdRefreshes();
    const waiting = Promise.all(Array.from({ length: 20 }, () => desk.accounts.accessToken("x")));
    release();
    const [first, ...others] = await waiting;
    expect(first).toMatchObject({ kind: "token" });
    for (const other of others) expect(other).toEqual(first);
    expect(desk.server.counts.refresh).toBe(turn);
  }
  await desk.restart();
  desk.now += hour;
  expect(await desk.accounts.accessToken("x")).toMatchObject({ kind: "token" });
});

test("access that was taken away at the vendor has to be signed in to again, which heals it", async () => {
  await start();
  await desk.signIn("google");
  desk.server.revokeAll();
  desk.now += hour;
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "signInAgain" });
  await desk.restart();
  expect(desk.account("google")).toMatchObject({ state: "signInAgain", who: "ventas@autosdelvalle.mx" });
  await desk.signIn("google");
  expect(desk.account("google").state).toBe("connected");
  expect(await desk.accounts.accessToken("google")).toMatchObject({ kind: "token" });
});

test("a vendor that fails or is away is asked later, and nothing is given up", async () => {
  await start();
  await desk.signIn("google");
  desk.now += hour;
  desk.server.behaviour.tokenFailure = { status: 503, retryAfter: 7 };
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "retryAfter", seconds: 7 });
  desk.server.behaviour.tokenFailure = { status: 429, error: "rate_limited" };
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "retryAfter", seconds: 60 });
  desk.server.behaviour.tokenFailure = null;
  expect(await desk.accounts.accessToken("google")).toMatchObject({ kind: "token" });
  desk.now += hour;
  await desk.server[Symbol.asyncDispose]();
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "offline" });
  expect(desk.account("google").state).toBe("connected");
});

test("forgetting takes access back at the vendor and leaves nothing here", async () => {
  await start();
  await desk.signIn("google");
  await desk.signIn("meta");
  const token = await desk.accounts.accessToken("google");
  expect(await desk.accounts.forget("google")).toBe("revoked");
  expect(await desk.accounts.forget("meta")).toBe("revoked");
  expect(token.kind === "token" && desk.server.isAlive(token.token)).toBe(false);
  await desk.restart();
  expect(desk.account("google")).toMatchObject({ state: "notConnected", who: null });
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "notConnected" });
});

test("forgetting deletes here also when the vendor is away, fails, or offers no way", async () => {
  await start();
  await desk.signIn("linkedin");
  await desk.signIn("google");
  await desk.signIn("x");
  expect(await desk.accounts.forget("linkedin")).toBe("notOffered");
  desk.server.behaviour.revocationStatus = 500;
  expect(await desk.accounts.forget("google")).toBe("notReached");
  await desk.server[Symbol.asyncDispose]();
  expect(await desk.accounts.forget("x")).toBe("notReached");
  await desk.restart();
  for (const id of ["linkedin", "google", "x"] as const) expect(desk.account(id).state).toBe("notConnected");
});

test("a renewal under way does not bring back what is forgotten meanwhile", async () => {
  await start();
  desk.server.behaviour.refreshTokens = "rotated";
  await desk.signIn("x");
  desk.now += hour;
  const release = desk.server.holdRefreshes();
  const token = desk.accounts.accessToken("x");
  await eventually(() => expect(desk.server.counts.refresh).toBe(1));
  await desk.accounts.forget("x");
  release();
  expect(await token).toEqual({ kind: "notConnected" });
  await desk.restart();
  expect(await desk.accounts.accessToken("x")).toEqual({ kind: "notConnected" });
});

test("a Telegram token is kept once Telegram knows it", async () => {
  await start();
  const { accounts, server } = desk;
  expect(await accounts.saveSecret({ id: "telegram", token: "nonsense" })).toBe("refused");
  const unknown = `123456789:${"x".repeat(40)}`;
  expect(await accounts.saveSecret({ id: "telegram", token: unknown })).toBe("refused");
  expect(await accounts.saveSecret({ id: "telegram", token: server.botToken })).toBe("saved");
  expect(desk.account("telegram")).toMatchObject({ state: "connected", who: "@autosdelvalle_bot" });
  await desk.restart();
  expect(await desk.accounts.secret("telegram")).toEqual({ id: "telegram", token: server.botToken });
  await desk.accounts.refused("telegram");
  expect(desk.account("telegram").state).toBe("signInAgain");
  await server[Symbol.asyncDispose]();
  expect(await desk.accounts.saveSecret({ id: "telegram", token: server.botToken })).toBe("unreachable");
  expect(await desk.accounts.forget("telegram")).toBe("notOffered");
  expect(await desk.accounts.secret("telegram")).toBeNull();
});

test("a damaged list of accounts is set aside and the app starts", async () => {
  await start();
  await desk.signIn("google");
  await writeFile(`${desk.folder}/accounts.json`, "{ half");
  await desk.restart();
  expect(desk.account("google").state).toBe("notConnected");
  expect((await readdir(desk.folder)).filter((name) => name.includes(".damaged-"))).toHaveLength(1);
});

test("a locked vault is said by whatever needs it, and a reset one by the accounts that it lost", async () => {
  let vault: Vault | null = null;
  const log = { info() {}, error: () => "" };
  await start({
    vault: async (folder) =>
      (vault = await openPassphraseVault({
        folder: `${folder}/vault`,
        earlierKey: `${folder}/none`,
        cost: { opsLimit: 1, memLimit: 8192 },
        log,
      })),
  });
  const lock = () => vault?.passphrase;
  expect(await desk.accounts.connect("google", "en")).toBe("vaultLocked");
  await lock()?.choose("correct horse");
  await desk.signIn("google");
  await desk.restart();
  expect(desk.account("google")).toMatchObject({
    state: "connected",
    locked: true,
    who: "ventas@autosdelvalle.mx",
  });
  expect(await desk.accounts.accessToken("google")).toEqual({ kind: "vaultLocked" });
  expect(await desk.accounts.forget("google")).toBe("vaultLocked");
  const secret = { id: "telegram", token: desk.server.botToken } as const;
  expect(await desk.accounts.saveSecret(secret)).toBe("vaultLocked");
  await lock()?.unlock("correct horse");
  expect(desk.account("google").locked).toBe(false);
  expect(await desk.accounts.accessToken("google")).toMatchObject({ kind: "token" });
  await lock()?.reset();
  await lock()?.choose("another passphrase");
  await eventually(() => expect(desk.account("google").state).toBe("signInAgain"));
});

test("nothing that opens an account is in a log", async () => {
  await start();
  await desk.signIn("google");
  desk.now += hour;
  await desk.accounts.accessToken("google");
  desk.server.revokeAll();
  desk.now += hour;
  await desk.accounts.accessToken("google");
  await desk.accounts.saveSecret({ id: "telegram", token: desk.server.botToken });
  await desk.accounts.forget("google");
  expect(desk.said.length).toBeGreaterThan(3);
  for (const secret of desk.server.secrets) expect(desk.said.join("\n")).not.toContain(secret);
});
