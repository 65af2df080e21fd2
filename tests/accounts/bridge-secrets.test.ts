import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import { WebSocket } from "ws";
import { expect, test } from "vitest";
import { authProtocolPrefix, bridgePath, bridgeProtocol } from "#shared/contract/browser-door.ts";
import type { Account } from "#shared/contract/accounts.ts";
import { restarted, startDesk, type TestDesk, until, type Window } from "#tests/main/desks.ts";
import { startAuthorisationServer } from "#tests/support/authorisation-server.ts";

/** A window whose every message from main is written down. */
async function openTappedWindow(desk: TestDesk) {
  const socket = new WebSocket(
    `ws://127.0.0.1:${desk.host.port}${bridgePath}`,
    [bridgeProtocol, authProtocolPrefix + desk.token],
    { origin: `http://127.0.0.1:${desk.host.port}` },
  );
  const heard: string[] = [];
  socket.on("message", (data: Buffer) => heard.push(data.toString()));
  await new Promise((resolve) => socket.once("open", resolve));
  const window: Window = createORPCClient(new RPCLink({ websocket: socket }));
  return { window, heard, close: () => socket.close() };
}

const passphrase = "correct horse battery";
const password = 'p"ss\\word of the mailbox';

test("no secret passes the bridge or comes into a log, whatever the window asks and however it goes wrong", async () => {
  await using server = await startAuthorisationServer();
  let desk = await startDesk({
    noKeyring: true,
    accounts: { clients: server.clients, vendorServer: server.url },
  });
  const heard: string[] = [];
  const account = (window: Window, id: Account["id"], passes: (account: Account) => boolean) =>
    until(window.accounts.list(), ({ accounts }) => accounts.some((one) => one.id === id && passes(one)));

  const first = await openTappedWindow(desk);
  const { window } = first;
  await expect(window.accounts.connect({ id: "google", language: "en" })).rejects.toMatchObject({
    code: "vaultLocked",
  });
  await window.vault.setPassphrase({ passphrase });
  const { link } = await window.accounts.connect({ id: "google", language: "en" });
  await fetch(link ?? "");
  await account(window, "google", ({ state }) => state === "connected");
  server.behaviour.refuse = "access_denied";
  await fetch((await window.accounts.connect({ id: "x", language: "en" })).link ?? "");
  await account(window, "x", ({ problem }) => problem === "denied");
  await window.accounts.saveSecret({ id: "telegram", token: server.botToken });
  const server1 = { host: "mail.example.com", port: 993 };
  const mail = { id: "mail", user: "ventas", password, imap: server1, smtp: server1 } as const;
  await window.accounts.saveSecret(mail);
  // What does not parse is a defect that is logged by the names of its fields.
  for (const wrong of [
    { ...mail, imap: password },
    { ...mail, id: password },
    { id: "telegram", token: [server.botToken] },
  ])
    await expect(window.accounts.saveSecret(wrong as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  for (const wrong of [
    { passphrase: [passphrase] },
    { passphrase: { [passphrase]: passphrase } },
    passphrase,
  ])
    await expect(window.vault.unlock(wrong as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(
    window.vault.changePassphrase({ present: "not the passphrase", next: passphrase }),
  ).rejects.toMatchObject({ code: "wrongPassphrase" });
  first.close();
  heard.push(...first.heard);

  desk = await restarted(desk);
  const second = await openTappedWindow(desk);
  await until(second.window.vault.state(), ({ state }) => state === "locked");
  await second.window.vault.unlock({ passphrase });
  await account(second.window, "google", ({ state }) => state === "connected");
  expect(await second.window.accounts.forget({ id: "google" })).toEqual({ revocation: "revoked" });
  await second.window.accounts.forget({ id: "mail" });
  await second.window.vault.reset();
  second.close();
  heard.push(...second.heard);

  const log = await readFile(join(desk.folder, "logs", "main.log"), "utf8");
  await desk[Symbol.asyncDispose]();
  expect(heard.join("\n")).toContain("@autosdelvalle_bot");
  expect(server.secrets.size).toBeGreaterThan(8);
  const quoted = (secret: string) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ];
  for (const secret of [...server.secrets, passphrase, password])
    for (const form of quoted(secret)) {
      expect(heard.join("\n").includes(form)).toBe(false);
      expect(log.includes(form)).toBe(false);
    }
});
