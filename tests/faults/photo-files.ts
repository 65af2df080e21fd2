import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import * as z from "zod";
import type { Role } from "#shared/model/role.ts";
import { mayChange } from "#shared/rules/rights.ts";
import { filesOf } from "#electron/moving/packing.ts";
import { blobPath, blobsFolder } from "#server/blobs/blob-store.ts";
import type { TestDesk } from "#tests/hub/world.ts";
import type { DeskCalls } from "./desk-calls.ts";
import { faultOf } from "./desk-photos.ts";
import type { Truth } from "./what-was-kept.ts";

/** A desk whose person is this in the end. */
export interface PhotoDesk {
  readonly desk: Pick<DeskCalls, "files" | "show">;
  readonly role: Role;
  /** The files that it had brought when its person lost the right to add photos; null for who has it. */
  readonly broughtInTime: ReadonlySet<string> | null;
}

/** What is wrong with the photo files of a dealership that has come to rest, in words. */
export async function wrongFiles(
  owner: TestDesk,
  { hubFolder, truth, desks }: { hubFolder: string; truth: Truth; desks: readonly PhotoDesk[] },
): Promise<string[]> {
  const files = await Promise.all(desks.map(({ desk }) => desk.files()));
  const onCars = filesOf(truth).flatMap(({ hashes }) => hashes);
  const missing = await missingAtHub(owner, [...onCars, ...files.flatMap(({ brought }) => brought)]);
  const shown = onCars.filter((sha256) => !missing.has(sha256));
  const ofDesks = desks.map(async ({ desk, role, broughtInTime }, number) => {
    const { brought, broken } = files[number]!;
    const unsent = mayChange(role, "photo") ? brought.filter((sha256) => missing.has(sha256)) : [];
    const forbidden = brought.filter(
      (sha256) => broughtInTime?.has(sha256) === false && !missing.has(sha256),
    );
    return [
      ...broken,
      ...unsent.map((sha256) => `${sha256} of desk ${number} is not at the hub`),
      ...forbidden.map((sha256) => `${sha256} came to the hub, and desk ${number} may not send it`),
      ...(await desk.show(shown)).map((fault) => `at desk ${number} ${fault}`),
    ];
  });
  const unsendable = new Set(
    desks.flatMap(({ role }, number) => (mayChange(role, "photo") ? [] : files[number]!.brought)),
  );
  const nowhere = onCars.filter((sha256) => missing.has(sha256) && !unsendable.has(sha256));
  const { tenantId } = owner.pairing;
  return [
    ...nowhere.map((sha256) => `${sha256} is told of, and is not at the hub`),
    ...(await Promise.all(ofDesks)).flat(),
    ...(await brokenAtHub(hubFolder, tenantId)),
  ];
}

async function missingAtHub(owner: TestDesk, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const answer = await owner.post("/blobs/missing", { hashes: [...new Set(hashes)] });
  return new Set(z.object({ missing: z.array(z.string()) }).parse(await answer.json()).missing);
}

/** Files that the hub would answer with and that are not what their name says. */
async function brokenAtHub(hubFolder: string, tenantId: string): Promise<string[]> {
  const entries = await readdir(join(blobsFolder(hubFolder), tenantId), { recursive: true }).catch(() => []);
  const hashes = entries.map((entry) => basename(entry)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const faults = hashes.map((sha256) => faultOf(sha256, blobPath(hubFolder, tenantId, sha256)));
  return (await Promise.all(faults)).flat().map((fault) => `at the hub ${fault}`);
}
