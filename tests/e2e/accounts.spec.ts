import { startAuthorisationServer } from "#tests/support/authorisation-server.ts";
import { faultsOf } from "./axe.ts";
import { emptyLot } from "./first-steps.ts";
import { expect, test } from "./world.ts";

test("without a key ring a passphrase seals the accounts, which are connected, lost, reconnected and forgotten", async ({
  world,
  hostName,
}) => {
  test.skip(hostName !== "standin", "only the stand-in can be without a key ring and watch the browser");
  await using vendors = await startAuthorisationServer();
  const desk = await emptyLot(world, "Front office", { noKeyring: true, vendors });
  await desk.settings.open();
  const google = () => desk.accounts.account("Google");
  await expect(google()).toContainText("Not connected");
  await expect(desk.accounts.account("X")).toContainText("Not set up");
  await desk.accounts.choosePassphrase("tres autos azules");

  vendors.behaviour.refuse = "access_denied";
  expect(await desk.accounts.signIn("Google", "Connect")).toContain("Not connected");
  await expect(google().getByRole("alert")).toContainText("The browser said no");
  vendors.behaviour.refuse = null;
  expect(await desk.accounts.signIn("Google", "Connect")).toContain("go back to the app");
  await expect(google()).toContainText("As ventas@autosdelvalle.mx");
  await expect(google()).toContainText("renews by itself");
  await expect(google()).toContainText("reads and writes spreadsheets");
  await google().hover();
  expect(await faultsOf(desk.window)).toEqual([]);

  await desk.restart();
  await expect(desk.accounts.vault).toContainText("Autosell works without it");
  expect(await faultsOf(desk.window)).toEqual([]);
  await desk.accounts.unlock("dos autos rojos");
  await expect(desk.accounts.vault).toContainText("That is not the passphrase");
  await desk.accounts.vault.getByRole("button", { name: "Not now" }).click();
  await desk.settings.open();
  await expect(google()).toContainText("Locked");
  await desk.accounts.section.getByRole("button", { name: "Unlock…" }).click();
  await desk.accounts.unlock("tres autos azules");
  await expect(google()).toContainText("Connected");

  expect(await desk.accounts.signIn("Google", "Reconnect")).toContain("go back to the app");
  await desk.accounts.forget("Google");
  await expect(google()).toContainText("Not connected");
  expect(vendors.counts.revoke).toBe(1);
  expect(vendors.complaints).toEqual([]);
});
