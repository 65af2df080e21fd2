import * as fc from "fast-check";
import { generateKeyPair, SignJWT } from "jose";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadHashKey } from "#shared/contract/hub.ts";
import { kinds } from "#shared/model/kinds.ts";
import type { Role } from "#shared/model/role.ts";
import { roles } from "#shared/rules/rights.ts";
import { idFieldsOf, type KnownFields, valuesOf } from "#tests/fuzz/schema-values.ts";
import { byteCalls, type HubCall, procedures, requestOf } from "./hub-calls.ts";
import { closedTo, everythingOf, fillDealership, type FullDealership } from "./two-dealerships.ts";
import { createWorld, Refused, type TestDesk, type World } from "./world.ts";

/** `FUZZ_SEED` makes a run that failed once more. */
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const usualTries = 6;
/** Of pushes more, because a row and a collection have to belong together. */
const pushTries = 40;

/** Who asks: a desk of mine by its role, or whoever comes with a token that is not good. */
const strangers = ["nobody", "theirs with my signature", "theirs with a key of my own", "unsigned"] as const;
type Attacker = Role | "removed" | (typeof strangers)[number];
const attackers: readonly Attacker[] = [...roles, "removed", ...strangers];

let world: World;
let mine: FullDealership;
let theirs: FullDealership;
let client: Client;
let theirsBefore: string;
const tokens = new Map<Attacker, string>();

beforeAll(async () => {
  console.info(`tenancy fuzz: FUZZ_SEED=${seed}`);
  world = await createWorld("postgresql");
  mine = await fillDealership(world);
  theirs = await fillDealership(world);
  client = new Client({ connectionString: world.databaseUrl! });
  await client.connect();
  for (const role of roles) tokens.set(role, mine.deskByRole.get(role)!.token);
  tokens.set("removed", mine.removedDesk.token);
  await forgeTokens();
  theirsBefore = await everythingOf(client, theirs.tenantId);
}, 120_000);
afterAll(async () => {
  await client?.end();
  await world?.[Symbol.asyncDispose]();
});

async function forgeTokens(): Promise<void> {
  const [good, other] = [mine, theirs].map(({ deskByRole }) => deskByRole.get("owner")!.token.split("."));
  tokens.set("theirs with my signature", [good![0], other![1], good![2]].join("."));
  const none = btoa(JSON.stringify({ alg: "none" })).replaceAll("=", "");
  tokens.set("unsigned", [none, other![1], ""].join("."));
  const header = JSON.parse(atob(good![0]!)) as { alg: string; kid: string };
  const claims = JSON.parse(atob(other![1]!)) as Record<string, unknown>;
  const { privateKey } = await generateKeyPair("EdDSA");
  const forged = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  tokens.set("theirs with a key of my own", forged);
}

/** Ids and hashes of both, but no credentials of theirs: who has those is let in, and rightly. */
function knownFields(attacker: Attacker): KnownFields {
  const desks = (of: FullDealership) => [...of.deskByRole.values(), of.removedDesk];
  const own = mine.deskByRole.get(attacker);
  // What an owner does to their own people is no trespass; of the others nobody does anything to anybody but themselves.
  const mineToo = attacker === "owner" ? [] : desks(mine).filter((desk) => desk !== own);
  const pairings = [...desks(theirs), ...mineToo].map(({ pairing }) => pairing);
  const documents = fc.constantFrom(...theirs.documents, ...mine.documents);
  const kind = fc.option(fc.constantFrom(...Object.keys(kinds)));
  return {
    deviceId: fc.constantFrom(...pairings.map(({ deviceId }) => deviceId)),
    personId: fc.constantFrom(...pairings.map(({ person }) => person.personId)),
    code: fc.constantFrom(theirs.usedCode, "AAAA-AAAA"),
    secret: fc.constantFrom(...desks(mine).map(({ pairing }) => pairing.secret.toUpperCase())),
    id: documents.map(({ id }) => id),
    rank: fc.constantFrom("", "0", "~"),
    hashes: fc.array(fc.constantFrom(theirs.blob.sha256, mine.blob.sha256), { maxLength: 3 }),
    name: fc.constant("Mallory"),
    after: fc.constantFrom(0, 0, 3),
    before: fc.constantFrom(1, 2 ** 31),
    limit: fc.constantFrom(1, 200),
    rows: fc.array(
      fc.record({ assumed: documents, kind, isNew: fc.boolean() }).map(({ assumed, kind, isNew }) => ({
        document: { ...assumed, kind: kind ?? assumed.kind, data: { taken: true } },
        assumed: isNew ? null : assumed,
      })),
      { minLength: 1, maxLength: 3 },
    ),
  };
}

test("every id and hash that a call takes is one that is swapped", () => {
  const known = knownFields("sales");
  const unknown = procedures.flatMap(({ name, input }) =>
    input
      ? idFieldsOf(input)
          .filter((field) => !(field in known))
          .map((field) => `${name}: ${field}`)
      : [],
  );
  expect(unknown).toEqual([]);
});

describe.each(procedures)("$name", (call) => {
  test.each(attackers)("says and does nothing of others to %s", { timeout: 120_000 }, async (attacker) => {
    const inputs = call.input ? valuesOf(call.input, knownFields(attacker)) : fc.constant({});
    const numRuns = call.name === "sync.push" ? pushTries : usualTries;
    for (const input of fc.sample(inputs, { seed, numRuns })) {
      const { path, init } = requestOf(call, input as Record<string, unknown>);
      await attack(attacker, call, path, init);
    }
  });
});

describe.each(byteCalls)("$name", (call) => {
  test.each(attackers)("says and does nothing of others to %s", async (attacker) => {
    const path = call.path.replace("{sha256}", theirs.blob.sha256).replace("{id}", theirs.uploadId);
    const headers = {
      "tus-resumable": "1.0.0",
      "upload-offset": "0",
      "upload-length": "9",
      "upload-metadata": `${uploadHashKey} ${btoa(theirs.blob.sha256)}`,
      ...(call.method === "PATCH" ? { "content-type": "application/offset+octet-stream" } : {}),
    };
    const body = ["PUT", "PATCH"].includes(call.method) ? { body: "not theirs" } : {};
    const status = await attack(attacker, call, path, { method: call.method, headers, ...body });
    const isForNew = call.method === "POST" && status === 201;
    expect(isForNew || status >= 400).toBe(true);
  });
});

async function attack(attacker: Attacker, call: HubCall, path: string, init: RequestInit): Promise<number> {
  const desk = mine.deskByRole.get(attacker) ?? null;
  const closed = desk && attacker !== "owner" ? await closedTo(client, desk) : null;
  const headers = new Headers(init.headers);
  const token = tokens.get(attacker);
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  const { status, text } = await answerTo(path, { ...init, headers });
  const asked = `${path} ${typeof init.body === "string" ? init.body : ""}`;
  const told = `${attacker}: ${call.method} ${asked} -> ${status} ${text}`;

  expect(status, told).toBeLessThan(500);
  expect(text, told).not.toContain(theirs.mark);
  for (const id of idsOf(theirs)) if (!asked.includes(id)) expect(text, told).not.toContain(id);
  if (!call.isOpen) expectTurnedAway(attacker, call, status, text);
  expect(await everythingOf(client, theirs.tenantId), told).toBe(theirsBefore);
  if (desk && closed !== null) expect(await closedTo(client, desk), told).toBe(closed);
  return status;
}

/** A stream is listened to until it has said something. */
async function answerTo(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
  const ears = new AbortController();
  const answer = await fetch(world.hub.url + path, { ...init, signal: ears.signal });
  if (!answer.headers.get("content-type")?.startsWith("text/event-stream"))
    return { status: answer.status, text: await answer.text() };
  const { value } = await answer.body!.getReader().read();
  ears.abort();
  return { status: answer.status, text: new TextDecoder().decode(value) };
}

function expectTurnedAway(attacker: Attacker, { method }: HubCall, status: number, text: string): void {
  const isStranger = (strangers as readonly string[]).includes(attacker);
  if (!isStranger && attacker !== "removed") return;
  expect([attacker, status]).toEqual([attacker, isStranger ? 401 : 403]);
  if (method !== "HEAD")
    expect(Refused.parse(JSON.parse(text)).code).toBe(isStranger ? "UNAUTHORIZED" : "deviceRevoked");
}

function idsOf({ tenantId, deskByRole, uploadId }: FullDealership): string[] {
  const pairings = [...deskByRole.values()].map(({ pairing }: TestDesk) => pairing);
  return [tenantId, uploadId, ...pairings.flatMap(({ deviceId, person }) => [deviceId, person.personId])];
}

test("what is theirs is where it was: the file, the upload, and all of the rest to themselves", async () => {
  const desk = theirs.deskByRole.get("manager")!;
  const file = await desk.fetch(`/blobs/${theirs.blob.sha256}`);
  expect(Buffer.from(await file.arrayBuffer()).equals(theirs.blob.bytes)).toBe(true);
  const headers = { "tus-resumable": "1.0.0" };
  const upload = await desk.fetch(`/uploads/${theirs.uploadId}`, { method: "HEAD", headers });
  expect([upload.status, upload.headers.get("upload-offset")]).toEqual([200, "0"]);
  expect((await desk.pull("deals")).documents).toEqual(
    theirs.documents.filter(({ kind }) => kind === "vehicle-cost"),
  );
});
