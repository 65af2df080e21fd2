import { once } from "node:events";
import { Client } from "pg";
import { expect, test } from "vitest";
import { OneTimeCode } from "#shared/contract/hub.ts";
import { startHub } from "#server/hub.ts";
import { added, car, createWorld, invited, openDesk, pairDesk } from "./world.ts";

test("a device that is removed at one node is cut off at the others", async () => {
  await using world = await createWorld("postgresql");
  await using other = await startHub({
    dataFolder: world.folder,
    databaseUrl: world.databaseUrl,
    host: "127.0.0.1",
    port: 0,
    log: () => {},
  });
  const owner = await world.dealership();
  const desk = await invited(owner, world.hub.url, "sales");
  const there = openDesk(other.url, desk.pairing, desk.token);
  await owner.push("vehicles", [added(car())]);
  const heard = there.changes(new AbortController().signal);
  await heard.next();

  await owner.post("/devices/revoke", { deviceId: desk.pairing.deviceId });

  for (let next = await heard.next(); !next.done; next = await heard.next());
  expect((await there.fetch("/me")).status).toBe(403);
});

test("a desk that changes hands is told to every node, and the stream of before ends", async () => {
  await using world = await createWorld("postgresql");
  const owner = await world.dealership();
  const desk = await invited(owner, world.hub.url, "sales");
  await owner.push("vehicles", [added(car())]);
  const heard = desk.changes(new AbortController().signal);
  await heard.next();
  const ears = new Client({ connectionString: world.databaseUrl! });
  await ears.connect();
  await ears.query("LISTEN autosell_access");
  // A look every now and then, which would end the stream as well, tells nobody.
  const told = once(ears, "notification");

  const { code } = OneTimeCode.parse(await (await owner.post("/pairing/codes", {})).json());
  await pairDesk(world.hub.url, code, desk.pairing.deviceId);

  expect(await told).toMatchObject([{ payload: owner.pairing.tenantId }]);
  for (let next = await heard.next(); !next.done; next = await heard.next());
  await ears.end();
});
