import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type Device, OneTimeCode, type Person } from "#shared/contract/hub.ts";
import type { PushResponse } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { type Kind, kinds } from "#shared/model/kinds.ts";
import type { Role } from "#shared/model/role.ts";
import { mayChange, maySee, roles } from "#shared/rules/rights.ts";
import {
  added,
  car,
  createWorld,
  databases,
  invited,
  pairDesk,
  Refused,
  type TestDesk,
  type World,
} from "./world.ts";

/** A document of whatever kind, as the hub sees one: it knows envelopes, not what is in them. */
const documentOf = (kind: string, id: string = randomUUID()): Envelope => ({ ...car(), kind, id });
const collectionOf = (kind: Kind): CollectionName => kinds[kind].collection;

const personIdOf = (desk: TestDesk) => desk.pairing.person.personId;
const refusalOf = async (answer: Response) => [answer.status, Refused.parse(await answer.json()).code];

describe.each(databases)("rights on %s", (database) => {
  let world: World;
  let owner: TestDesk;
  const desks = new Map<Role, TestDesk>();
  beforeAll(async () => {
    world = await createWorld(database);
    owner = await world.dealership();
    for (const role of roles) desks.set(role, await invited(owner, world.hub.url, role));
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const everyKind = Object.keys(kinds) as Kind[];
  const pushAll = async (desk: TestDesk, documents: ReadonlyMap<Kind, Envelope>) => {
    const answers: PushResponse[] = [];
    for (const [collection, group] of Map.groupBy(documents, ([kind]) => collectionOf(kind)))
      answers.push(
        await desk.push(
          collection,
          group.map(([, document]) => added(document)),
        ),
      );
    return {
      rejected: answers.flatMap(({ rejected }) => rejected),
      conflicts: answers.flatMap(({ conflicts }) => conflicts),
    };
  };
  /** Which of these kinds' documents the desk gets. */
  const arrived = async (desk: TestDesk, documents: ReadonlyMap<Kind, Envelope>) => {
    const collections = [...new Set(everyKind.map(collectionOf))];
    const pulled = await Promise.all(collections.map((collection) => everythingOf(desk, collection)));
    const ids = new Set(pulled.flat().map(({ id }) => id));
    return everyKind.filter((kind) => ids.has(documents.get(kind)!.id));
  };

  test.each(roles)("what a %s may see comes, and nothing else does", async (role) => {
    const documents = new Map(everyKind.map((kind) => [kind, documentOf(kind)]));
    await pushAll(owner, documents);
    expect(await arrived(desks.get(role)!, documents)).toEqual(
      everyKind.filter((kind) => maySee(role, kind)),
    );
  });

  test.each(roles)("what a %s may change is taken, and the rest is turned down by name", async (role) => {
    const desk = desks.get(role)!;
    // A desk's document has the desk's own id.
    const idOf = (kind: Kind) => (kind === "desk" ? desk.pairing.deviceId : randomUUID());
    const documents = new Map(everyKind.map((kind) => [kind, documentOf(kind, idOf(kind))]));
    const { rejected, conflicts } = await pushAll(desk, documents);
    const turnedDown = everyKind.filter((kind) => !mayChange(role, kind));
    const reasons = new Map(rejected.map(({ id, reason }) => [id, reason]));
    expect(reasons).toEqual(new Map(turnedDown.map((kind) => [documents.get(kind)!.id, "notAllowed"])));
    expect(rejected).toHaveLength(turnedDown.length);
    expect(conflicts.map(({ _deleted }) => _deleted)).toEqual(turnedDown.map(() => true));
    expect(await arrived(owner, documents)).toEqual(everyKind.filter((kind) => mayChange(role, kind)));
  });

  test("one row that may not be changed holds up none beside it", async () => {
    const sales = desks.get("sales")!;
    const [line, hidden] = [documentOf("change"), documentOf("cost-change")];
    const { rejected } = await sales.push("activity", [added(hidden), added(line)]);
    expect(rejected.map(({ id }) => id)).toEqual([hidden.id]);
    expect((await everythingOf(owner, "activity")).some(({ id }) => id === line.id)).toBe(true);
  });

  test("an id of something hidden tells nothing and overwrites nothing", async () => {
    const secret = documentOf("cost-change");
    await owner.push("activity", [added(secret)]);
    const guess = documentOf("change", secret.id);
    const { rejected, conflicts } = await desks.get("sales")!.push("activity", [added(guess)]);
    expect(rejected).toMatchObject([{ id: secret.id, reason: "notAllowed" }]);
    expect(conflicts).toMatchObject([{ id: secret.id, kind: "change", _deleted: true }]);
    expect((await everythingOf(owner, "activity")).find(({ id }) => id === secret.id)).toEqual(secret);
  });

  test("a document does not become one's own by calling it another kind", async () => {
    const [line, house] = [documentOf("cost-change"), documentOf("dealership")];
    await owner.push("activity", [added(line)]);
    await owner.push("settings", [added(house)]);
    // Somebody who knows both versions: they were a manager, or named their desk by the document's id.
    const demoted = await invited(owner, world.hub.url, "sales");
    const settings = await pairDesk(
      world.hub.url,
      OneTimeCode.parse(await (await demoted.post("/pairing/codes", {})).json()).code,
      house.id,
    );
    for (const [desk, collection, assumed, kind] of [
      [demoted, "activity", line, "change"],
      [settings, "settings", house, "desk"],
    ] as const) {
      const { rejected } = await desk.push(collection, [{ document: { ...assumed, kind }, assumed }]);
      expect(rejected).toMatchObject([{ id: assumed.id, reason: "notAllowed" }]);
      expect(await everythingOf(owner, collection)).toContainEqual(assumed);
    }
  });

  test("nobody describes another's desk, but for who runs the house", async () => {
    const others = documentOf("desk");
    expect((await desks.get("sales")!.push("settings", [added(others)])).rejected).toMatchObject([
      { reason: "notAllowed" },
    ]);
    expect((await desks.get("manager")!.push("settings", [added(others)])).rejected).toEqual([]);
  });

  test("who may add no photo sends no file, and everybody sees those that there are", async () => {
    const bytes = Buffer.from("a small picture");
    const sha256 = "7a3e0a0b0d7a1a1f6d8d3ee5e4c3f9b1d1a2b3c4d5e6f708192a3b4c5d6e7f80";
    const put = (desk: TestDesk) => desk.fetch(`/blobs/${sha256}`, { method: "PUT", body: bytes });
    expect(await refusalOf(await put(desks.get("viewer")!))).toEqual([403, "notAllowed"]);
    expect(await refusalOf(await put(desks.get("photographer")!))).toEqual([400, "hashMismatch"]);
    expect((await desks.get("viewer")!.fetch(`/blobs/${sha256}`)).status).toBe(404);
  });

  test("a stream says nothing of collections that hold nothing for the role", async () => {
    const ears = new AbortController();
    const heard = desks.get("sales")!.changes(ears.signal);
    const collections: string[] = [];
    const listening = (async () => {
      for await (const { collection } of heard) collections.push(collection);
    })();
    await owner.push("deals", [added(documentOf("vehicle-cost"))]);
    await owner.push("vehicles", [added(car())]);
    await expect.poll(() => collections).toContain("vehicles");
    ears.abort();
    await listening.catch(() => undefined);
    expect(collections).not.toContain("deals");
  });
});

describe.each(databases)("people and devices on %s", (database) => {
  let world: World;
  let owner: TestDesk;
  beforeAll(async () => {
    world = await createWorld(database);
    owner = await world.dealership();
  });
  afterAll(() => world[Symbol.asyncDispose]());
  const invite = (role: Role) => invited(owner, world.hub.url, role);
  const change = (desk: TestDesk, role: Role) =>
    owner.post("/people/change", { personId: personIdOf(desk), name: "Somebody", role });

  test("a changed role counts from the very next request on", async () => {
    const desk = await invite("manager");
    const cost = documentOf("vehicle-cost");
    await owner.push("deals", [added(cost)]);
    expect(await everythingOf(desk, "deals")).toContainEqual(cost);

    expect((await change(desk, "sales")).status).toBe(200);

    const { documents, role } = await desk.pull("deals");
    expect([documents, role]).toEqual([[], "sales"]);
    expect((await desk.push("deals", [added(documentOf("vehicle-cost"))])).rejected).toMatchObject([
      { reason: "notAllowed" },
    ]);
    await change(desk, "manager");
    expect(await everythingOf(desk, "deals")).toContainEqual(cost);
  });

  test("a removed device is refused everything at once, and its stream ends", async () => {
    const desk = await invite("sales");
    await owner.push("vehicles", [added(car())]);
    const heard = desk.changes(new AbortController().signal);
    await heard.next();
    expect((await owner.post("/devices/revoke", { deviceId: desk.pairing.deviceId })).status).toBe(200);

    for (let next = await heard.next(); !next.done; next = await heard.next());
    const { deviceId, secret } = desk.pairing;
    for (const answer of [
      await desk.fetch("/sync/vehicles?after=0&limit=1"),
      await desk.post("/sync/vehicles", { rows: [added(car())] }),
      await desk.post("/blobs/missing", { hashes: [] }),
      await desk.fetch(`/blobs/${"0".repeat(64)}`),
      await desk.fetch("/me"),
      await desk.fetch("/changes"),
      await owner.post("/devices/token", { deviceId, secret }),
    ])
      expect(await refusalOf(answer)).toEqual([403, "deviceRevoked"]);
  });

  test("a code that a removed device has made lets nobody in", async () => {
    const desk = await invite("sales");
    const { code } = OneTimeCode.parse(await (await desk.post("/pairing/codes", {})).json());
    await owner.post("/devices/revoke", { deviceId: desk.pairing.deviceId });
    await expect(pairDesk(world.hub.url, code)).rejects.toThrow("codeRefused");
  });

  test("a person who is removed is gone with all of their desks", async () => {
    const desk = await invite("sales");
    const second = await desk.colleague("Phone");
    expect(personIdOf(second)).toBe(personIdOf(desk));
    expect((await owner.post("/people/remove", { personId: personIdOf(desk) })).status).toBe(200);
    for (const one of [desk, second])
      expect(await refusalOf(await one.fetch("/me"))).toEqual([403, "deviceRevoked"]);
    expect((await peopleOf(owner)).map(({ personId }) => personId)).not.toContain(personIdOf(desk));
  });

  test("a dealership keeps an owner", async () => {
    const lone = await world.dealership();
    const personId = personIdOf(lone);
    const demotion = { personId, name: "Nobody", role: "viewer" };
    expect(await refusalOf(await lone.post("/people/change", demotion))).toEqual([409, "lastOwner"]);
    expect(await refusalOf(await lone.post("/people/remove", { personId }))).toEqual([409, "lastOwner"]);
    const { deviceId } = lone.pairing;
    expect(await refusalOf(await lone.post("/devices/revoke", { deviceId }))).toEqual([409, "lastOwner"]);
    // Who was invited may never come.
    const invitation = await lone.post("/people", { name: "Partner", role: "owner" });
    expect(await refusalOf(await lone.post("/people/remove", { personId }))).toEqual([409, "lastOwner"]);
    const partner = await pairDesk(world.hub.url, OneTimeCode.parse(await invitation.json()).code);
    expect((await partner.post("/people/remove", { personId })).status).toBe(200);
  });

  test("of owners who remove each other at once, one stays", async () => {
    const first = await world.dealership();
    const second = await invited(first, world.hub.url, "owner");
    const removing = [
      [first, second],
      [second, first],
    ] as const;
    const answers = await Promise.all(
      removing.map(([by, whom]) => by.post("/people/remove", { personId: personIdOf(whom) })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403]);
  });

  test("an invitation is shown until it is used, replaced or taken back", async () => {
    const answer = await owner.post("/people", { name: "Lucía", role: "photographer" });
    const { personId, code } = z
      .object({ personId: z.string(), code: z.string() })
      .parse(await answer.json());
    const shown = async () => (await peopleOf(owner)).find((one) => one.personId === personId);
    expect(await shown()).toMatchObject({ name: "Lucía", invitedUntil: expect.any(String) });

    const again = OneTimeCode.parse(await (await owner.post("/people/invitations", { personId })).json());
    await expect(pairDesk(world.hub.url, code)).rejects.toThrow("codeRefused");
    const desk = await pairDesk(world.hub.url, again.code);
    expect(desk.pairing.person).toMatchObject({ personId, role: "photographer" });
    expect(await shown()).toMatchObject({ invitedUntil: null });

    const other = await owner.post("/people", { name: "Nobody", role: "sales" });
    const cancelled = z.object({ personId: z.string(), code: z.string() }).parse(await other.json());
    await owner.post("/people/invitations/cancel", { personId: cancelled.personId });
    await expect(pairDesk(world.hub.url, cancelled.code)).rejects.toThrow("codeRefused");
    expect((await peopleOf(owner)).map((one) => one.personId)).not.toContain(cancelled.personId);
  });

  test("only an owner does what owners do; everybody looks after their own desks", async () => {
    const manager = await invite("manager");
    const personId = personIdOf(owner);
    const { deviceId } = owner.pairing;
    for (const [path, body] of [
      ["/people", { name: "Mine", role: "owner" }],
      ["/people/change", { personId, name: "Mine", role: "viewer" }],
      ["/people/remove", { personId }],
      ["/people/invitations", { personId }],
      ["/people/invitations/cancel", { personId }],
      ["/devices/rename", { deviceId, name: "Mine" }],
      ["/devices/revoke", { deviceId }],
    ] as const)
      expect([path, ...(await refusalOf(await manager.post(path, body)))]).toEqual([path, 403, "notAllowed"]);
    expect(await refusalOf(await manager.fetch("/people/audit"))).toEqual([403, "notAllowed"]);

    const own = manager.pairing.deviceId;
    expect((await devicesOf(manager)).map((one) => one.deviceId)).toEqual([own]);
    expect((await manager.post("/devices/rename", { deviceId: own, name: "Mine" })).status).toBe(200);
    expect((await devicesOf(owner)).find((one) => one.deviceId === own)).toMatchObject({ name: "Mine" });
  });

  test("nobody takes over a desk by naming it, and a removed one may change hands", async () => {
    const sales = await invite("sales");
    const code = async (desk: TestDesk) =>
      OneTimeCode.parse(await (await desk.post("/pairing/codes", {})).json()).code;
    const { deviceId } = owner.pairing;
    await expect(pairDesk(world.hub.url, await code(sales), deviceId)).rejects.toThrow("deviceTaken");
    expect((await owner.fetch("/me")).status).toBe(200);

    const gone = await invite("viewer");
    await owner.post("/devices/revoke", { deviceId: gone.pairing.deviceId });
    const taken = await pairDesk(world.hub.url, await code(sales), gone.pairing.deviceId);
    expect(personIdOf(taken)).toBe(personIdOf(sales));
    // The token of before is good for a quarter of an hour, and was the other person's.
    for (const path of ["/me", "/sync/vehicles?after=0&limit=1", "/people"])
      expect((await gone.fetch(path)).status).toBe(403);
    expect((await gone.post("/pairing/codes", {})).status).toBe(403);
    expect((await taken.fetch("/me")).status).toBe(200);
  });

  test("what was done is in the audit, by whom and to whom, latest first", async () => {
    const desk = await invite("sales");
    await change(desk, "viewer");
    await owner.post("/devices/revoke", { deviceId: desk.pairing.deviceId });
    const page = async (before?: number) =>
      z
        .object({ entries: z.array(z.looseObject({ number: z.int(), act: z.string() })) })
        .parse(
          await (
            await owner.fetch(`/people/audit?limit=2${before === undefined ? "" : `&before=${before}`}`)
          ).json(),
        ).entries;
    const latest = await page();
    const earlier = await page(latest.at(-1)!.number);
    expect([...latest, ...earlier].map(({ act }) => act)).toEqual([
      "deviceRevoked",
      "personChanged",
      "paired",
      "invited",
    ]);
    expect(latest).toMatchObject([
      { byDeviceId: owner.pairing.deviceId, deviceId: desk.pairing.deviceId },
      { personId: personIdOf(desk), detail: "sales > viewer" },
    ]);
  });
});

async function everythingOf(desk: TestDesk, collection: CollectionName): Promise<Envelope[]> {
  return (await desk.pull(collection, 0, 1000)).documents;
}

async function peopleOf(desk: TestDesk): Promise<Person[]> {
  return ((await (await desk.fetch("/people")).json()) as { people: Person[] }).people;
}

async function devicesOf(desk: TestDesk): Promise<Device[]> {
  return ((await (await desk.fetch("/devices")).json()) as { devices: Device[] }).devices;
}
