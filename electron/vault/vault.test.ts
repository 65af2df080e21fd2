import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFileSecretBox, readOrCreateKey } from "./file-secret-box.ts";
import { openVault } from "./vault.ts";

let folder: string;
let errors: string[];
const log = {
  info() {},
  error(event: string) {
    errors.push(event);
    return "defect";
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-vault-"));
  errors = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = async () =>
  openVault({ folder: join(folder, "vault"), secrets: await openFileSecretBox(join(folder, "key")), log });

test("a credential comes back after a restart and is nowhere on the disk in the clear", async () => {
  await (await open()).set("hub", "correct horse battery staple");
  const vault = await open();
  expect(await vault.get("hub")).toBe("correct horse battery staple");
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) expect(await readFile(path, "latin1")).not.toContain("horse");
  }
});

test("the key and the sealed files are this user's alone", async () => {
  await (await open()).set("hub", "secret");
  expect((await stat(join(folder, "key"))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "vault", "hub.file.sealed"))).mode & 0o777).toBe(0o600);
});

test("one credential sealed twice looks different each time", async () => {
  const box = await openFileSecretBox(join(folder, "key"));
  expect(await box.seal("secret")).not.toEqual(await box.seal("secret"));
});

test("a removed credential and one that never was are nothing", async () => {
  const vault = await open();
  await vault.set("hub", "secret");
  await vault.remove("hub");
  expect(await vault.get("hub")).toBeNull();
  expect(await vault.get("never-was")).toBeNull();
  expect(errors).toEqual([]);
});

test("a credential that was tampered with, or sealed by another key, is nothing and is named in the log", async () => {
  const vault = await open();
  await vault.set("hub", "secret");
  const file = join(folder, "vault", "hub.file.sealed");
  const sealed = await readFile(file);
  sealed[sealed.length - 1]! ^= 1;
  await writeFile(file, sealed);
  expect(await vault.get("hub")).toBeNull();
  await writeFile(file, "short");
  expect(await vault.get("hub")).toBeNull();
  await vault.set("hub", "secret");
  await rm(join(folder, "key"));
  expect(await (await open()).get("hub")).toBeNull();
  expect(errors).toHaveLength(3);
});

test("what an old key had sealed is sealed anew once it is read", async () => {
  const box = await openFileSecretBox(join(folder, "key"));
  const openWith = (sealAnew: boolean) =>
    openVault({
      folder: join(folder, "vault"),
      secrets: { ...box, open: async (bytes) => ({ ...(await box.open(bytes)), sealAnew }) },
      log,
    });
  const sealed = () => readFile(join(folder, "vault", "hub.file.sealed"));
  await (await open()).set("hub", "secret");
  const before = await sealed();
  expect(await (await openWith(false)).get("hub")).toBe("secret");
  expect(await sealed()).toEqual(before);
  expect(await (await openWith(true)).get("hub")).toBe("secret");
  expect(await sealed()).not.toEqual(before);
  expect(await (await open()).get("hub")).toBe("secret");
});

test("a name cannot lead out of the vault", async () => {
  const vault = await open();
  await expect(vault.set("../hub", "secret")).rejects.toThrow(RangeError);
});

test("a damaged key file is said and not replaced", async () => {
  await writeFile(join(folder, "key"), "too short");
  await expect(readOrCreateKey(join(folder, "key"))).rejects.toThrow(/damaged/);
  expect(await readFile(join(folder, "key"), "utf8")).toBe("too short");
});
