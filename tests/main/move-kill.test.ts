import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { integer, sample } from "fast-check";
import { expect, test } from "vitest";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { standardShotList } from "#shared/model/shot-list.ts";
import { shotListIdOf, takenOverIds } from "#shared/rules/derived-ids.ts";
import { created } from "#shared/rules/stamping.ts";
import { sampleLot } from "#electron/sample/sample-lot.ts";
import { sha256Of } from "#tests/photos/photo-desk.ts";
import { freePort } from "#tests/support/ports.ts";
import { briefly, endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";
import { startDesk, type TestDesk } from "./desks.ts";
import {
  codeAt,
  contentOf,
  data,
  documentsAt,
  filesOfPhoto,
  importPhoto,
  online,
  pictureFile,
  push,
  statusOf,
  tenantOf,
} from "./moving-lot.ts";

const cars = sampleLot({ today: "2026-11-21", currency: "MXN" });

/** After how many steps of its run the process is killed, early ones first: what was done is not done again. */
const seed = 20_261_128;
const kills = sample(integer({ min: 1, max: 18 }), { seed, numRuns: 3 }).sort((a, b) => a - b);

/** Runs the mover until it has said so many steps, then kills it at once; answers all that it said. */
async function runMover(args: readonly string[], killAfter: number): Promise<string[]> {
  const child = spawn(process.execPath, [...briefly, await programFile("mover"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > killAfter) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  return said.split("\n").slice(0, -1);
}

/** A lot that was worked on alone: what its hub has, what waits for it, and the files of its photos. */
async function fillLot(desk: TestDesk, folder: string) {
  const tenantId = await tenantOf(desk);
  const { deviceId } = await desk.window.desk.describe();
  const vehicles = cars.slice(0, 5).map(({ vehicle }) => created("vehicle", randomUUID(), { ...vehicle }));
  const [first, second, , , waiting] = vehicles;
  const name = { name: "Norte", currency: "MXN", distanceUnit: "km", createdAt: "2026-01-01T00:00:00.000Z" };
  const written: [CollectionName, Envelope][] = [
    ...vehicles.slice(0, 4).map((vehicle): [CollectionName, Envelope] => ["vehicles", vehicle]),
    ["deals", created("vehicle-cost", first!.id, data({ purchase: null, lines: {} }))],
    ["activity", created("change", randomUUID(), data({ vehicleId: first!.id, changes: [] }))],
    ["settings", created("dealership", tenantId, data(name))],
    ["settings", created("shot-list", shotListIdOf(tenantId), data(standardShotList))],
    ["settings", created("desk", deviceId, data({ deviceId, name: "Norte", joinedAt: name.createdAt }))],
  ];
  for (const [collection, document] of written) await push(desk, collection, document);
  const photos = [
    await importPhoto(desk, first!.id, await pictureFile(folder, 1)),
    await importPhoto(desk, second!.id, await pictureFile(folder, 2)),
    // The same file once more, on another car.
    await importPhoto(desk, first!.id, await pictureFile(folder, 2)),
  ];
  const atHub = await documentsAt(desk);
  await desk.window.journal.append({ entries: [{ collection: "vehicles", document: waiting! }] });
  const documents = { ...atHub, [`vehicles/${waiting!.id}`]: contentOf(waiting!) };
  return { tenantId, documents, files: new Set(photos.flatMap(filesOfPhoto)) };
}

/** What a dealership has one of gets the id of the new one, and with it another content. */
function withoutHouse(documents: Record<string, string>, from: string, to: string): Record<string, string> {
  const ids = [...takenOverIds(from, to)].flat();
  return Object.fromEntries(
    Object.entries(documents).filter(([key]) => !ids.some((id) => key === `settings/${id}`)),
  );
}

test(`a move that is killed after ${kills.join(", ")} steps of its runs brings every document and file, once (seed ${seed})`, async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-move-kill-"));
  const hubPort = await freePort();
  await using head = await startDesk();
  await head.window.desk.begin({ start: "empty", deskName: "Matriz" });
  await statusOf(head, online);
  const to = await tenantOf(head);
  const before = await documentsAt(head);
  const desk = await startDesk({ folder: join(folder, "desk"), hubPort });
  await desk.window.desk.begin({ start: "empty", deskName: "Norte" });
  await statusOf(desk, online);
  const lot = await fillLot(desk, folder);
  await desk.close();

  const { address, code } = await codeAt(head);
  const args = [join(folder, "desk"), String(hubPort), address, code, to];
  for (const steps of kills) await runMover(args, steps);
  expect(await runMover(args, Infinity)).toContain("done");

  const after = await documentsAt(head);
  expect(withoutHouse(after, lot.tenantId, to)).toEqual({
    ...withoutHouse(before, lot.tenantId, to),
    ...withoutHouse(lot.documents, lot.tenantId, to),
  });
  expect(Object.keys(after)).toEqual(
    expect.arrayContaining([`settings/${to}`, `settings/${shotListIdOf(to)}`]),
  );
  for (const sha256 of lot.files) {
    const path = await head.services.downloads.fetch(sha256, AbortSignal.timeout(60_000));
    expect(await sha256Of(path!)).toBe(sha256);
  }
  await rm(folder, { recursive: true, force: true });
}, 300_000);
