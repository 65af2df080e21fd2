import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { openSimulatedDesk } from "#tests/faults/simulated-desk.ts";
import { added, car, createWorld } from "#tests/hub/world.ts";
import { eventually } from "#tests/support/eventually.ts";

interface Older extends AsyncDisposable {
  readonly url: string;
  /** Snapshots that were asked for in vain. */
  readonly refused: string[];
}

/** The hub at this address as one of before there were snapshots. */
async function withoutSnapshots(hubUrl: string): Promise<Older> {
  const refused: string[] = [];
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url!, hubUrl);
    if (pathname.endsWith("/snapshot")) {
      refused.push(pathname);
      answer.writeHead(404, { "content-type": "application/json" });
      answer.end(JSON.stringify({ code: "NOT_FOUND", status: 404, message: "There is nothing here" }));
      return;
    }
    const { method, headers } = asked;
    const forwarded = request(new URL(asked.url!, hubUrl), { method, headers }, (given) => {
      answer.writeHead(given.statusCode!, given.headers);
      given.pipe(answer);
    });
    answer.on("close", () => forwarded.destroy());
    forwarded.on("error", () => answer.destroy());
    asked.pipe(forwarded);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

it("brings all of a hub that is too old for snapshots, and sends it what is made here", async () => {
  await using world = await createWorld("pglite");
  const owner = await world.dealership();
  const cars = Array.from({ length: 1100 }, (_, index) => car({ make: `Make ${index}` }));
  for (let start = 0; start < cars.length; start += 200)
    await owner.push("vehicles", cars.slice(start, start + 200).map(added));
  await using older = await withoutSnapshots(world.hub.url);
  const { pairing } = await owner.colleague();
  await using desk = await openSimulatedDesk({ hubUrl: older.url, pairing });

  const here = async () => (await desk.documents()).filter(({ collection }) => collection === "vehicles");
  await eventually(async () => expect(await here()).toHaveLength(cars.length));
  const made = await desk.act({ type: "create" }, { cars: [], number: 1 });
  await eventually(async () => {
    const { documents } = await owner.pull("vehicles", 1100);
    expect(documents.map(({ id }) => id)).toContain(made);
  });
  expect(older.refused).toContain("/sync/vehicles/snapshot");
});
