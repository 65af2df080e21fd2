import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFileSecretBox } from "./file-secret-box.ts";
import { usualCost } from "./key-derivation.ts";
import { openPassphraseVault } from "./passphrase-vault.ts";
import { openVault, VaultLocked } from "./vault.ts";

const cost = { opsLimit: 1, memLimit: 8192 };
const log = { info() {}, error: () => "defect" };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-passphrase-"));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, "vault", "credentials.passphrase.sealed");
const earlierKey = () => join(folder, "secret.key");

/** The vault with its lock, as the app finds it when it starts. */
async function open(costOfKey = cost) {
  const vault = await openPassphraseVault({
    folder: join(folder, "vault"),
    earlierKey: earlierKey(),
    cost: costOfKey,
    log,
  });
  if (!vault.passphrase) throw new Error("A passphrase vault has a lock");
  return { vault, lock: vault.passphrase, state: () => vault.standing.get().state };
}

/** A vault with a credential, closed again. */
async function sealed(passphrase: string): Promise<void> {
  const { vault, lock } = await open();
  await lock.choose(passphrase);
  await vault.set("hub", "horse battery staple");
}

test("without a passphrase nothing can be kept; with one it comes back after a restart and an unlock", async () => {
  const first = await open();
  expect(first.state()).toBe("unset");
  await expect(first.vault.set("hub", "secret")).rejects.toThrow(VaultLocked);
  expect(await first.lock.unlock("anything")).toBe("notNow");
  expect(await first.lock.choose("correct horse")).toBe("done");
  expect(first.state()).toBe("open");
  await first.vault.set("hub", "battery staple");

  const second = await open();
  expect(second.state()).toBe("locked");
  await expect(second.vault.get("hub")).rejects.toThrow(VaultLocked);
  expect(await second.lock.choose("another one")).toBe("notNow");
  expect(await second.lock.unlock("correct horse")).toBe("done");
  expect(await second.vault.get("hub")).toBe("battery staple");
  expect(await second.vault.get("never-was")).toBeNull();
});

test("a wrong passphrase is said each time and locks nothing up", async () => {
  await sealed("correct horse");
  const { lock, vault, state } = await open();
  for (let tries = 0; tries < 5; tries += 1) expect(await lock.unlock("wrong horse")).toBe("wrongPassphrase");
  expect(state()).toBe("locked");
  expect(await lock.unlock("correct horse")).toBe("done");
  expect(await vault.get("hub")).toBe("horse battery staple");
});

test("a passphrase is the same however a keyboard composes its letters", async () => {
  await sealed("camio\u0301n azul");
  const { lock } = await open();
  expect(await lock.unlock("cami\u00f3n azul")).toBe("done");
});

test("neither credentials, nor their names, nor the passphrase are on the disk in the clear", async () => {
  await sealed("correct horse");
  const contents = await readFile(file(), "utf8");
  for (const word of ["battery", "hub", "correct"]) expect(contents).not.toContain(word);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test("the file says how its key is made, with the cost that we stand for, and salts that differ", async () => {
  const { lock } = await open(usualCost);
  await lock.choose("correct horse");
  const header = async () =>
    (JSON.parse(await readFile(file(), "utf8")) as { header: Record<string, unknown> }).header;
  const before = await header();
  expect(before).toMatchObject({
    version: 1,
    kdf: "argon2id13",
    opsLimit: 3,
    memLimit: 64 * 1024 * 1024,
    cipher: "xchacha20poly1305-ietf",
  });
  expect(await (await open()).lock.unlock("correct horse")).toBe("done");
  await lock.change("correct horse", "battery staple");
  expect((await header())["salt"]).not.toBe(before["salt"]);
});

test("a changed passphrase seals everything anew: the old one opens nothing any more", async () => {
  await sealed("correct horse");
  const { lock, vault } = await open();
  expect(await lock.change("wrong horse", "battery staple")).toBe("wrongPassphrase");
  expect(await lock.change("correct horse", "battery staple")).toBe("done");
  expect(await vault.get("hub")).toBe("horse battery staple");
  const { lock: again, vault: after } = await open();
  expect(await again.unlock("correct horse")).toBe("wrongPassphrase");
  expect(await again.unlock("battery staple")).toBe("done");
  expect(await after.get("hub")).toBe("horse battery staple");
});

test("a reset forgets the credentials and lets a new passphrase be chosen", async () => {
  await sealed("correct horse");
  const { lock, vault, state } = await open();
  expect(await lock.reset()).toBe("done");
  expect(state()).toBe("unset");
  expect(await lock.choose("battery staple")).toBe("done");
  expect(await vault.get("hub")).toBeNull();
});

test.each([
  ["cut short", (text: string) => text.slice(0, text.length / 2)],
  ["with a flipped bit", (text: string) => text.replace(/"sealed":"./, '"sealed":"_')],
  [
    "with another salt",
    (text: string) => text.replace(/"salt":"[^"]+"/, '"salt":"AAAAAAAAAAAAAAAAAAAAAA=="'),
  ],
  ["asking for all of the memory", (text: string) => text.replace(/"memLimit":\d+/, '"memLimit":1e15')],
  ["of another version", (text: string) => text.replace('"version":1', '"version":2')],
  ["of nothing", () => ""],
])(
  "a file %s is said to be damaged, not the passphrase to be wrong, and can be reset",
  async (_what, damage) => {
    await sealed("correct horse");
    await writeFile(file(), damage(await readFile(file(), "utf8")));
    const { lock, state } = await open();
    expect(state()).toBe("damaged");
    expect(await lock.unlock("correct horse")).toBe("notNow");
    expect(await lock.change("correct horse", "battery staple")).toBe("notNow");
    expect(await lock.reset()).toBe("done");
    expect(await lock.choose("battery staple")).toBe("done");
  },
);

test("what a key file had sealed before is taken over with the first passphrase, and its files are gone", async () => {
  const secrets = await openFileSecretBox(earlierKey());
  await (await openVault({ folder: join(folder, "vault"), secrets, log })).set("hub", "kept from before");
  const { lock, vault } = await open();
  await lock.choose("correct horse");
  expect(await vault.get("hub")).toBe("kept from before");
  expect(await readdir(join(folder, "vault"))).toEqual(["credentials.passphrase.sealed"]);
});

test("many writes at once are all kept", async () => {
  const { vault, lock } = await open();
  await lock.choose("correct horse");
  const names = Array.from({ length: 20 }, (_, index) => `account-${index}`);
  await Promise.all(names.map((name) => vault.set(name, `secret of ${name}`)));
  await vault.remove("account-7");
  const again = await open();
  await again.lock.unlock("correct horse");
  for (const name of names)
    expect(await again.vault.get(name)).toBe(name === "account-7" ? null : `secret of ${name}`);
});

test("a name cannot lead out of the vault", async () => {
  const { vault, lock } = await open();
  await lock.choose("correct horse");
  await expect(vault.set("../hub", "secret")).rejects.toThrow(RangeError);
});
