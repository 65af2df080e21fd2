import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  added,
  car,
  createWorld,
  openDesk,
  pairDesk,
  post,
  Refused,
  type TestDesk,
  tokenOf,
} from "./world.ts";

const Wait = z.object({
  code: z.literal("tooManyRequests"),
  data: z.object({ retryAfterSeconds: z.int().min(1).max(60) }),
});
const aMinute = (times: number) => ({ times, seconds: 60 });
const times = (count: number) => Array.from({ length: count });

async function expectWait(answer: Response): Promise<void> {
  expect(answer.status).toBe(429);
  const { data } = Wait.parse(await answer.json());
  const header = answer.headers.get("retry-after");
  // What a procedure itself refuses has no header of its own.
  if (header !== null) expect(Number(header)).toBe(data.retryAfterSeconds);
}

describe("what one asks for more than their share of", () => {
  test("calls of a desk wait, and neither its files nor another desk's calls do", async () => {
    await using world = await createWorld("pglite", { allowances: { calls: aMinute(5) } });
    const desk = await world.dealership();
    const other = await world.dealership();
    for (const _ of times(5)) expect((await desk.fetch("/me")).status).toBe(200);
    await expectWait(await desk.fetch("/me"));
    await expectWait(await desk.post("/sync/vehicles", { rows: [added(car())] }));
    await expectWait(await desk.fetch("/changes"));
    expect((await desk.fetch(`/blobs/${"0".repeat(64)}`)).status).toBe(404);
    expect((await other.fetch("/me")).status).toBe(200);
  });

  test("files of a desk wait, and its calls do not", async () => {
    await using world = await createWorld("pglite", { allowances: { files: aMinute(2) } });
    const desk = await world.dealership();
    const get = () => desk.fetch(`/blobs/${"0".repeat(64)}`);
    for (const _ of times(2)) expect((await get()).status).toBe(404);
    await expectWait(await get());
    await expectWait(await desk.fetch("/uploads", { method: "POST" }));
    expect((await desk.fetch("/me")).status).toBe(200);
  });

  test("strangers at an address wait, and desks at the same address do not, nor who asks whether the hub is well", async () => {
    await using world = await createWorld("pglite", { allowances: { strangers: aMinute(8) } });
    const desk = await world.dealership();
    const guess = () => post(world.hub.url, "/devices/token", { deviceId: randomUUID(), secret: "a guess" });
    const withBadToken = () => openDesk(world.hub.url, desk.pairing, "nonsense").fetch("/me");
    await expect
      .poll(async () => [(await guess()).status, (await withBadToken()).status])
      .toEqual([429, 429]);
    await expectWait(await guess());
    await expectWait(await fetch(`${world.hub.url}/openapi.json`));
    expect((await desk.fetch("/me")).status).toBe(200);
    for (const path of ["/health", "/ready"]) expect((await fetch(world.hub.url + path)).status).toBe(200);
  });

  test("codes that a desk makes", async () => {
    await using world = await createWorld("pglite", { allowances: { codesMade: aMinute(2) } });
    const desk = await world.dealership();
    const invite = () => desk.post("/people", { name: "Lucía", role: "sales" });
    expect((await invite()).status).toBe(200);
    expect((await desk.post("/pairing/codes", {})).status).toBe(200);
    for (const answer of [
      await invite(),
      await desk.post("/pairing/codes", {}),
      await desk.post("/people/invitations", { personId: desk.pairing.person.personId }),
    ])
      await expectWait(answer);
  });
});

test("wrong codes that are tried all at once count like those tried one after the other", async () => {
  await using world = await createWorld("pglite", { allowances: { codesTried: aMinute(3) } });
  const guess = () =>
    post(world.hub.url, "/pairing/redeem", { code: "AAAA-AAAA", deviceId: randomUUID(), deskName: "Lot" });
  const statuses = (await Promise.all(times(8).map(guess))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 403)).toHaveLength(3);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});

describe("what is larger than it may be", () => {
  const large = "x".repeat(200_000);
  const refusal = async (answer: Response) => [answer.status, Refused.parse(await answer.json()).code];

  test("is not read of who brings no token", async () => {
    await using world = await createWorld("pglite");
    const { url } = world.hub;
    const redeem = { code: large, deviceId: randomUUID(), deskName: "Lot" };
    expect((await refusal(await post(url, "/pairing/redeem", redeem)))[0]).toBe(413);
    expect((await refusal(await post(url, "/devices/token", { deviceId: large })))[0]).toBe(413);
    expect(await refusal(await post(url, "/sync/vehicles", { rows: [], large }))).toEqual([
      401,
      "UNAUTHORIZED",
    ]);
  });

  test("is refused of a desk, and what a full push may be is not", async () => {
    await using world = await createWorld("pglite");
    const desk = await world.dealership();
    const notes = "x".repeat(60_000);
    const rows = times(200).map(() => added(car({ notes })));
    expect((await desk.push("vehicles", rows)).rejected).toEqual([]);
    const tooLarge = await desk
      .post("/sync/vehicles", { rows: [], large: "x".repeat(17 * 1024 * 1024) })
      .catch(() => null);
    expect(tooLarge === null || tooLarge.status === 413).toBe(true);
  });
});

test("who is turned away is in the audit of the dealership that it concerns, and once where it comes again", async () => {
  await using world = await createWorld("pglite");
  const owner = await world.dealership();
  const { url } = world.hub;
  const { code } = await world.hub.createPairingCode(owner.pairing.tenantId);
  const second = await pairDesk(url, code);
  const stranger = randomUUID();
  await expect(pairDesk(url, code, stranger)).rejects.toThrow("codeRefused");
  await expect(pairDesk(url, "AAAA-AAAA", stranger)).rejects.toThrow("codeRefused");
  const { deviceId, secret } = second.pairing;
  for (const _ of times(3)) await post(url, "/devices/token", { deviceId, secret: "a guess" });
  await owner.post("/devices/revoke", { deviceId });
  for (const _ of times(3)) await post(url, "/devices/token", { deviceId, secret });

  const turnedAway = (await auditOf(owner)).filter(({ act }) => act.endsWith("Refused"));
  expect(turnedAway).toMatchObject([
    { act: "tokenRefused", deviceId, detail: "wrongSecret", byDeviceId: null },
    { act: "pairingRefused", deviceId: stranger, detail: "codeRefused", byDeviceId: null },
  ]);
  // An hour later it is worth another line.
  world.clock.ahead = 2 * 3_600_000;
  await post(url, "/devices/token", { deviceId, secret });
  const later = openDesk(url, owner.pairing, await tokenOf(url, owner.pairing));
  expect((await auditOf(later))[0]).toMatchObject({ act: "tokenRefused", deviceId, detail: "removed" });
});

async function auditOf(desk: TestDesk) {
  const answer = await desk.fetch("/people/audit?limit=200");
  return z.object({ entries: z.array(z.looseObject({ act: z.string() })) }).parse(await answer.json())
    .entries;
}
