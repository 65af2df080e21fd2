import { expect, test } from "vitest";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { restarted, startDesk, type TestDesk, until } from "./desks.ts";

const passphrase = "tres autos azules";
const reached = (desk: TestDesk, passes: (status: SyncStatus) => boolean) =>
  until(desk.window.sync.status(), passes);

test("a desk with a hub of its own works before a passphrase is chosen, and while its vault is locked", async () => {
  let desk = await startDesk({ noKeyring: true });
  await desk.window.desk.begin({ start: "empty", deskName: "Mostrador" });
  await reached(desk, ({ connection }) => connection === "online");
  await desk.window.vault.setPassphrase({ passphrase });
  desk = await restarted(desk);
  await until(desk.window.vault.state(), ({ state }) => state === "locked");
  await reached(desk, ({ connection }) => connection === "online");
  await desk.window.vault.unlock({ passphrase });
  desk = await restarted(desk);
  await desk.window.vault.unlock({ passphrase });
  await reached(desk, ({ connection }) => connection === "online");
  await desk[Symbol.asyncDispose]();
});

test("a desk joins another's hub once it can keep the credential, and comes back to it when it is unlocked", async () => {
  await using owner = await startDesk();
  await owner.window.desk.begin({ start: "empty", deskName: "Mostrador" });
  await reached(owner, ({ connection }) => connection === "online");
  const { code, addresses } = await owner.window.desk.createPairingCode();
  const [address = ""] = addresses;
  let buyer = await startDesk({ noKeyring: true });
  const join = () => buyer.window.desk.join({ address, code, deskName: "Subasta" });

  await expect(join()).rejects.toMatchObject({ code: "vaultLocked" });
  await buyer.window.vault.setPassphrase({ passphrase });
  await join();
  await reached(buyer, ({ connection }) => connection === "online");

  buyer = await restarted(buyer);
  expect(await reached(buyer, () => true)).toMatchObject({ connection: "offline", reason: "vaultLocked" });
  await until(buyer.window.accounts.list(), ({ accounts }) =>
    accounts.some(({ id, state, locked }) => id === "hub" && state === "connected" && locked),
  );
  await buyer.window.vault.unlock({ passphrase });
  await reached(buyer, ({ connection }) => connection === "online");
  await buyer[Symbol.asyncDispose]();
});
