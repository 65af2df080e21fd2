import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openProfile } from "./profile.ts";

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
  folder = await mkdtemp(join(tmpdir(), "autosell-profile-"));
  errors = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => openProfile({ folder, deskName: "Mostrador", log });

test("a new desk has an id of its own and keeps it", async () => {
  const first = (await open()).get();
  expect(first).toMatchObject({
    deskName: "Mostrador",
    dealership: null,
    hubAddress: null,
    switchedOff: false,
  });
  expect((await open()).get()).toEqual(first);
});

test("changes made at once are all kept", async () => {
  const profile = await open();
  const tenantId = crypto.randomUUID();
  await Promise.all([
    profile.change({ deskName: "Patio" }),
    profile.change({ dealership: { tenantId, start: "sample" } }),
    profile.change({ switchedOff: true }),
  ]);
  expect((await open()).get()).toMatchObject({
    deskName: "Patio",
    dealership: { tenantId, start: "sample" },
    switchedOff: true,
  });
});

test("what is no profile is refused and changes nothing", async () => {
  const profile = await open();
  await expect(profile.change({ deskName: " " })).rejects.toThrow();
  expect((await open()).get().deskName).toBe("Mostrador");
});

test("a damaged file is set aside and its copy takes its place", async () => {
  const before = (await open()).get();
  await writeFile(join(folder, "desk.json"), '{"deviceId":');
  expect((await open()).get()).toEqual(before);
  expect(errors).toEqual(["desk profile cannot be read and was set aside"]);
  const aside = (await readdir(folder)).find((name) => name.includes("damaged"));
  expect(await readFile(join(folder, aside ?? ""), "utf8")).toBe('{"deviceId":');
});

test("with both damaged the desk is a new one and everything else in the folder stays", async () => {
  const before = (await open()).get();
  await writeFile(join(folder, "journal"), "somebody's work");
  await writeFile(join(folder, "desk.json"), "[]");
  await writeFile(join(folder, "desk.copy.json"), "");
  expect((await open()).get().deviceId).not.toBe(before.deviceId);
  expect(await readFile(join(folder, "journal"), "utf8")).toBe("somebody's work");
  expect(errors).toHaveLength(2);
});
