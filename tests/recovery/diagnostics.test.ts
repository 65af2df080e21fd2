import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDiagnostics } from "#electron/diagnostics/diagnostics.ts";
import { openCrashReports } from "#electron/diagnostics/crash-reports.ts";
import { openProfile } from "#electron/desk/profile.ts";
import { openLog } from "#electron/log.ts";
import { openJournal } from "#electron/sync/journal.ts";
import { openVault } from "#electron/vault/vault.ts";
import { openFileSecretBox } from "#electron/vault/file-secret-box.ts";
import { created } from "#shared/rules/stamping.ts";

/** What must be nowhere in the zip, in whatever file. */
const secrets = {
  hubToken: "hub-secret-Zx81Qw",
  passphrase: "horse battery staple",
  oauth: "ya29.a0AfB_byLongAccessToken",
  pairingCode: "K7QM-2X4P",
  person: "María Fernández Ortiz",
  note: "belongs to the notary Salcedo",
  mail: "maria@autos-valle.mx",
  phone: "33 1234 5678",
  vin: "3VWFE21C04M000001",
  fileName: "Ana Lopez Versa",
  deskName: "Oficina de Ramiro",
  hubHost: "hub.autos-valle.example",
  watchedFolder: "Fotos de Ramiro",
  home: homedir(),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-diagnostics-"));
  await fillWithSecrets();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fillWithSecrets(): Promise<void> {
  const log = openLog({ folder: join(folder, "logs") });
  const box = await openFileSecretBox(join(folder, "secret.key"));
  const vault = await openVault({ folder: join(folder, "vault"), secrets: box, log });
  await vault.set("hub", secrets.hubToken);
  const profile = await openProfile({ folder, deskName: secrets.deskName, log });
  await profile.change({
    hubAddress: `https://${secrets.hubHost}:4601`,
    dealership: { tenantId: randomUUID(), start: "joined" },
    intake: { watchedFolder: join(homedir(), secrets.watchedFolder), secondPlace: null },
  });
  await using journal = await openJournal({
    path: join(folder, "journal"),
    deviceId: profile.get().deviceId,
    log,
  });
  await journal.append([
    { collection: "vehicles", document: created("vehicle", randomUUID(), { notes: secrets.note }) },
    // A newer version of the app may keep people where this one knows of none.
    {
      collection: "people" as "vehicles",
      document: created("customer", randomUUID(), { name: secrets.person }),
    },
  ]);
  log.error(
    "everything at once",
    new Error(
      `${secrets.note} ${secrets.person} <${secrets.mail}> ${secrets.phone} has ${secrets.vin}, in '/media/card/${secrets.fileName}/1.jpg' and ` +
        `${secrets.home}/${secrets.watchedFolder}/x.jpg; Bearer ${secrets.hubToken}, {"access_token":"${secrets.oauth}"}, ` +
        `code ${secrets.pairingCode}, passphrase="${secrets.passphrase}", ${secrets.hubHost} at ${secrets.deskName}`,
    ),
  );
  // As an older version may have left it.
  await writeFile(
    join(folder, "logs", "main.log.1"),
    `no JSON: ${secrets.oauth} ${secrets.mail} ${secrets.person}\n`,
  );
  openCrashReports({ folder: join(folder, "crashes"), version: "1" }).write({
    process: "child",
    reason: "crashed",
    exitCode: 1,
    name: `${secrets.home}/${secrets.fileName}`,
  });
  await mkdir(join(folder, "crashes", "dumps"));
  await writeFile(join(folder, "crashes", "dumps", "memory.dmp"), secrets.hubToken);
}

const diagnostics = (choosePlace: ((name: string) => Promise<string | null>) | null) =>
  createDiagnostics({
    dataFolder: folder,
    config: { browserPort: 4600, hubHost: "127.0.0.1", hubPort: null, logLevel: "info" },
    host: "electron",
    secrets: "file",
    sync: null,
    choosePlace,
    downloadBase: "/c/x/download/",
  });

test.each(["en", "es-MX"] as const)(
  "the zip in %s holds what was listed, and no secret in any byte",
  async (language) => {
    const path = join(folder, `${language}.zip`);
    const made = diagnostics(() => Promise.resolve(path));
    const { files } = await made.list(language);
    expect(await made.save(language)).toEqual({ path, download: null });
    const zip = unzipSync(await readFile(path));

    expect(Object.keys(zip).toSorted()).toEqual(files.map(({ name }) => name).toSorted());
    for (const { name, bytes } of files) expect(zip[name]?.length).toBe(bytes);
    const names = [
      "README.txt",
      "configuration.json",
      "logs/main.log",
      "storage.json",
      "sync.json",
      "versions.json",
    ];
    expect(Object.keys(zip)).toEqual(expect.arrayContaining(names));
    for (const [file, bytes] of Object.entries(zip))
      for (const [what, secret] of Object.entries(secrets))
        expect(strFromU8(bytes).includes(secret), `${what} in ${file}`).toBe(false);

    const readme = strFromU8(zip["README.txt"]!);
    for (const name of names.slice(1)) expect(readme).toContain(name);
    expect(readme).toContain(language === "en" ? "Read it before you send it" : "Léelo antes de enviarlo");
    expect(strFromU8(zip["logs/main.log"]!)).toContain("everything at once");
    expect(JSON.parse(strFromU8(zip["sync.json"]!))).toMatchObject({
      journal: { changes: 1, damaged: 0, newer: 1 },
    });
  },
);

test("a dialog that is closed saves nothing", async () => {
  expect(await diagnostics(() => Promise.resolve(null)).save("en")).toEqual({ path: null, download: null });
});

test("a browser gets a ticket for it, which no other ticket opens", async () => {
  const made = diagnostics(null);
  const { download } = await made.save("en");
  const found = made.download(download!.replace("/c/x/download/", ""));
  expect(found?.name).toMatch(/^autosell-diagnostics-.*\.zip$/);
  expect(Object.keys(unzipSync(await readFile(found!.path)))).toContain("README.txt");
  expect(made.download(randomUUID())).toBeNull();
});
