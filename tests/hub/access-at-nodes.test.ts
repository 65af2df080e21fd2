import { once } from "node:events";
import { Client } from "pg";
import { expect, test } from "vitest";
import { OneTimeCode } from "#shared/contract/hub.ts";
import { startHub } from "#server/hub.ts";
import { added, car, createWorld, invited, openDesk, pairDesk } from "./world.ts";

/** Nobody looks: what ends a stream is a notice. */
const pollEvery = { feeds: 3_600_000, access: 3_600_000 };

async function toItsEnd(heard: AsyncGenerator): Promise<void> {
  for (let next = await heard.next(); !next.done; next = await heard.next());
}

test("a device whose role changes at one node is told so at the others, and one that is removed is cut off", async () => {
  await using world = await createWorld("postgresql", { pollEvery });
  await using other = await startHub({
    dataFolder: world.folder,
    databaseUrl: world.databaseUrl,
    host: "127.0.0.1",
    port: 0,
    log: () => {},
    pollEvery,
  });
  const owner = await world.dealership();
  const desk = await invited(owner, world.hub.url, "manager");
  const { personId, name } = desk.pairing.person;
  const there = openDesk(other.url, desk.pairing, desk.token);
  await owner.push("vehicles", [added(car())]);
  const listen = async () => {
    const heard = there.changes(new AbortController().signal);
    await heard.next();
    return heard;
  };

  const ofManager = await listen();
  await owner.post("/people/change", { personId, name, role: "sales" });
  await toItsEnd(ofManager);

  const ofSales = await listen();
  await owner.post("/devices/revoke", { deviceId: desk.pairing.deviceId });
  await toItsEnd(ofSales);
  expect((await there.fetch("/me")).status).toBe(403);
});

test("a desk that changes hands is told to every node, and the stream of before ends", async () => {
  await using world = await createWorld("postgresql", { pollEvery });
  const owner = await world.dealership();
  const desk = await invited(owner, world.hub.url, "sales");
  await owner.push("vehicles", [added(car())]);
  const heard = desk.changes(new AbortController().signal);
  await heard.next();
  const ears = new Client({ connectionString: world.databaseUrl! });
  await ears.connect();
  await ears.query("LISTEN autosell_access");
  const told = once(ears, "notification");

  const { code } = OneTimeCode.parse(await (await owner.post("/pairing/codes", {})).json());
  await pairDesk(world.hub.url, code, desk.pairing.deviceId);

  expect(await told).toMatchObject([{ payload: owner.pairing.tenantId }]);
  await toItsEnd(heard);
  await ears.end();
});
