import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { Pairing } from "#shared/contract/hub.ts";
import { openDatabase } from "#server/db/database.ts";
import { devices } from "#server/db/schema.ts";
import { startHub } from "#server/hub.ts";
import {
  added,
  car,
  createWorld,
  databases,
  openDesk,
  pairDesk,
  post,
  Refused,
  tokenOf,
  type World,
} from "./world.ts";

const minute = 60_000;

describe.each(databases)("pairing on %s", (database) => {
  let world: World;
  beforeAll(async () => {
    // Every test is a visitor of its own, or they would use up each other's tries.
    world = await createWorld(database, { trustProxy: true });
  });
  afterAll(() => world[Symbol.asyncDispose]());

  let visitors = 0;
  const visitor = () => ({ "x-forwarded-for": `9.9.9.9, 10.0.0.${++visitors}` });
  const redeem = (code: string, from = visitor(), deviceId: string = randomUUID()) =>
    post(world.hub.url, "/pairing/redeem", { code, deviceId, deskName: "Lot" }, from);
  const refusal = async (answer: Response) => Refused.parse(await answer.json()).code;

  test("the first desk of a dealership is its owner's, and so are those that it lets in", async () => {
    const owner = await world.dealership();
    const second = await owner.colleague();

    expect(owner.pairing.person).toMatchObject({ role: "owner", name: "Front desk" });
    expect(second.pairing).toMatchObject({ person: owner.pairing.person, tenantId: owner.pairing.tenantId });
    expect(await world.hub.tenants()).toContain(owner.pairing.tenantId);
  });

  test("a code is taken however it is typed, and once", async () => {
    const { code } = await world.hub.createPairingCode(null);
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);

    const typed = await redeem(` ${code.toLowerCase().replace("-", " ")} `);
    expect(typed.status).toBe(200);
    const again = await redeem(code);
    expect([again.status, await refusal(again)]).toEqual([403, "codeRefused"]);
  });

  test("of desks that redeem one code at once, one gets in", async () => {
    const { code } = await world.hub.createPairingCode(null);
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(code)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 403, 403, 403]);
  });

  test("a code is good for a quarter of an hour", async () => {
    const late = await world.hub.createPairingCode(null);
    const intime = await world.hub.createPairingCode(null);
    try {
      world.clock.ahead = 14 * minute;
      expect((await redeem(intime.code)).status).toBe(200);
      world.clock.ahead = 15 * minute;
      expect(await refusal(await redeem(late.code))).toBe("codeRefused");
    } finally {
      world.clock.ahead = 0;
    }
  });

  test("who guesses codes has to wait, however right the next guess is", async () => {
    const { code } = await world.hub.createPairingCode(null);
    const guesser = visitor();
    for (let guess = 0; guess < 10; guess++) expect((await redeem("AAAA-AAAA", guesser)).status).toBe(403);

    const refused = await redeem(code, guesser);
    expect(refused.status).toBe(429);
    const Wait = z.object({
      code: z.literal("tooManyTries"),
      data: z.object({ retryAfterSeconds: z.int() }),
    });
    expect(Wait.parse(await refused.json()).data.retryAfterSeconds).toBeGreaterThan(500);
    expect((await redeem(code)).status).toBe(200);
  });

  test("a token is good for a quarter of an hour, and ours alone", async () => {
    const desk = await world.dealership();
    const signed = desk.token.split(".");
    const forged = [signed[0], signed[1]!.replace(/^./, "f"), signed[2]].join(".");
    const unsigned = [btoa('{"alg":"none"}').replaceAll("=", ""), signed[1], ""].join(".");
    for (const token of ["", "nonsense", forged, unsigned])
      expect(
        (await openDesk(world.hub.url, desk.pairing, token).fetch("/sync/vehicles?after=0&limit=1")).status,
      ).toBe(401);

    try {
      world.clock.ahead = 14 * minute;
      expect((await desk.fetch("/sync/vehicles?after=0&limit=1")).status).toBe(200);
      world.clock.ahead = 16 * minute;
      const expired = await desk.fetch("/sync/vehicles?after=0&limit=1");
      expect([expired.status, await refusal(expired)]).toEqual([401, "UNAUTHORIZED"]);
      const fresh = openDesk(world.hub.url, desk.pairing, await tokenOf(world.hub.url, desk.pairing));
      expect((await fresh.fetch("/sync/vehicles?after=0&limit=1")).status).toBe(200);
    } finally {
      world.clock.ahead = 0;
    }
  });

  test("a stream ends with the token that opened it", async () => {
    const desk = await world.dealership();
    try {
      world.clock.ahead = 15 * minute - 1500;
      const heard = desk.changes(new AbortController().signal);
      expect(await heard.next()).toEqual({ done: true, value: undefined });
    } finally {
      world.clock.ahead = 0;
    }
  });

  test("a wrong secret buys no token", async () => {
    const { pairing } = await world.dealership();
    const stranger = await world.dealership();
    for (const secret of ["x".repeat(43), stranger.pairing.secret]) {
      const answer = await post(world.hub.url, "/devices/token", { deviceId: pairing.deviceId, secret });
      expect([answer.status, await refusal(answer)]).toEqual([403, "deviceUnknown"]);
    }
  });

  test("a desk that pairs again keeps its role and its old secret ends", async () => {
    const owner = await world.dealership();
    const { code } = await world.hub.createPairingCode(owner.pairing.tenantId);
    const again = await pairDesk(world.hub.url, code, owner.pairing.deviceId);

    expect(again.pairing).toMatchObject({ deviceId: owner.pairing.deviceId, person: owner.pairing.person });
    const { deviceId, secret } = owner.pairing;
    expect((await post(world.hub.url, "/devices/token", { deviceId, secret })).status).toBe(403);
  });

  test("there is no code for a dealership that the hub does not have", async () => {
    await expect(world.hub.createPairingCode(randomUUID())).rejects.toThrow("no such dealership");
  });

  test("neither codes, secrets, names nor tokens are in the log", async () => {
    const { code } = await world.hub.createPairingCode(null);
    const answer = await redeem(code);
    const { secret } = Pairing.parse(await answer.json());
    const text = JSON.stringify(world.log);
    for (const hidden of [code, secret, "Lot", "Bearer", "eyJ", "10.0.0."])
      expect(text).not.toContain(hidden);
    expect(text).toContain("/pairing/redeem");
  });
});

test("a removed desk gets no more tokens", async () => {
  await using world = await createWorld("postgresql");
  const { pairing } = await world.dealership();
  await using database = await openDatabase({
    databaseUrl: world.databaseUrl,
    dataFolder: "",
    onError: () => {},
  });
  await database.system.update(devices).set({ revokedAt: new Date() });

  const answer = await post(world.hub.url, "/devices/token", {
    deviceId: pairing.deviceId,
    secret: pairing.secret,
  });

  expect(answer.status).toBe(403);
});

test("tokens of one node are good on the others, and what is pushed there is heard here", async () => {
  await using world = await createWorld("postgresql");
  await using other = await startHub({
    dataFolder: world.folder,
    databaseUrl: world.databaseUrl,
    host: "127.0.0.1",
    port: 0,
    log: () => {},
  });
  const desk = await world.dealership();
  const there = openDesk(other.url, desk.pairing, desk.token);
  const ears = new AbortController();
  const heard = desk.changes(ears.signal);
  const first = heard.next();

  await there.push("vehicles", [added(car())]);

  expect((await first).value).toEqual({ collection: "vehicles", sequence: 1 });
  ears.abort();
});
