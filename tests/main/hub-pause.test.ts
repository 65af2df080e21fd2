import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHubClient, type HubClient } from "#electron/sync/hub-client.ts";
import { HubUnavailable } from "#electron/sync/hub-unavailable.ts";
import { createWorld, sha256Of, type TestDesk, type World } from "#tests/hub/world.ts";

const log = { info: () => {}, error: () => "" };
const never = new AbortController().signal;
let world: World;
let desk: TestDesk;
let client: HubClient;
beforeAll(async () => {
  const allowances = { calls: { times: 2, seconds: 2 }, files: { times: 2, seconds: 2 } };
  world = await createWorld("pglite", { allowances });
  desk = await world.dealership();
  const { deviceId, secret } = desk.pairing;
  client = createHubClient({ connection: () => ({ address: world.hub.url, deviceId, secret }), log });
});
afterAll(() => world[Symbol.asyncDispose]());

test("a desk that asks for more than its share waits as long as the hub says, and then is answered", async () => {
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => client.probe(never)));
  expect(answers.map(({ role }) => role)).toEqual(Array(5).fill("owner"));
});

test("and so it is with files, which do not keep it from being heard", async () => {
  const put = () => {
    const body = randomBytes(10);
    return client.request(`/blobs/${sha256Of(body)}`, { method: "PUT", body }, never);
  };
  const sent = Promise.all([1, 2, 3, 4, 5].map(put));
  expect(await client.probe(never)).toMatchObject({ role: "owner" });
  expect((await sent).map(({ status }) => status)).toEqual(Array(5).fill(201));
});

test("who gives up waiting is told so at once", async () => {
  const signal = AbortSignal.abort(new HubUnavailable("offline"));
  await expect(client.probe(signal)).rejects.toThrow(HubUnavailable);
});
