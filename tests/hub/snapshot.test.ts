import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OneTimeCode } from "#shared/contract/hub.ts";
import type { SnapshotPlace } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { added, car, createWorld, databases, pairDesk, type TestDesk, type World } from "./world.ts";

const day = 86_400_000;
const standing = (state: string) => ({ status: { state, round: 0, since: "" }, deletedAt: null });

/** A car that was acquired that many days after another. */
function carOf(days: number, fields: Envelope["data"]): Envelope {
  return { ...car(fields), order: 0 - days * day };
}

function photoOf(sequence: string, fields: Envelope["data"] = { deletedAt: null }): Envelope {
  return { ...car({ sequence, ...fields }), kind: "photo", key: "a car" };
}

/** All pages, with the place of the feed that a desk would go on from. */
async function everything(
  desk: TestDesk,
  collection: CollectionName,
  limit: number,
  between?: () => Promise<unknown>,
) {
  const documents: Envelope[] = [];
  const first = await desk.snapshot(collection, null, limit);
  documents.push(...first.documents);
  for (let next: SnapshotPlace | null = first.next; next;) {
    await between?.();
    const page = await desk.snapshot(collection, next, limit);
    expect(page.total).toBeNull();
    documents.push(...page.documents);
    next = page.next;
  }
  return { documents, ...first.checkpoint, total: first.total };
}

const ids = (documents: readonly Envelope[]) => documents.map(({ id }) => id);

describe.each(databases)("a snapshot on %s", (database) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(database);
  });
  afterAll(() => world[Symbol.asyncDispose]());

  test("has the cars on the lot first, the newest at the top, page by page", async () => {
    const desk = await world.dealership();
    const cars = [
      carOf(2, standing("listed")),
      carOf(9, standing("sold")),
      carOf(1, standing("recon")),
      carOf(7, { ...standing("ready"), deletedAt: "2026-01-01T00:00:00.000Z" }),
      carOf(8, standing("delivered")),
      carOf(3, standing("reserved")),
    ];
    await desk.push("vehicles", cars.map(added));
    const { documents, total, sequence } = await everything(desk, "vehicles", 2);
    expect(documents).toEqual([5, 0, 2, 1, 4, 3].map((index) => cars[index]));
    expect([total, sequence]).toEqual([6, 6]);
  });

  test("has the first photo of every car before any second one, and what is in the bin last", async () => {
    const desk = await world.dealership();
    const binned = photoOf("a0", { deletedAt: "2026-01-01T00:00:00.000Z" });
    const photos = [photoOf("a1"), binned, photoOf("a0"), photoOf("a0V"), photoOf("Zz"), photoOf("a0")];
    await desk.push("photos", photos.map(added));
    const { documents } = await everything(desk, "photos", 4);
    expect(documents.map(({ data }) => data["sequence"])).toEqual(["Zz", "a0", "a0", "a0V", "a1", "a0"]);
    expect(documents.at(-1)).toEqual(binned);
  });

  test("takes whatever a document says of its rank", async () => {
    const desk = await world.dealership();
    const cars = [
      { ...carOf(1, { status: "sold" }), order: 1e300 },
      { ...carOf(1, {}), order: -1e-7 },
    ];
    const photos = [photoOf("x".repeat(5000)), { ...photoOf(""), data: { sequence: { deep: ["a"] } } }];
    expect((await desk.push("vehicles", cars.map(added))).rejected).toEqual([]);
    expect((await desk.push("photos", photos.map(added))).rejected).toEqual([]);
    expect(ids((await everything(desk, "vehicles", 1)).documents)).toHaveLength(2);
    expect(ids((await everything(desk, "photos", 1)).documents)).toHaveLength(2);
  });

  test("together with the feed after it misses nothing that changes while it is read", async () => {
    const desk = await world.dealership();
    const cars = Array.from({ length: 9 }, (_, index) => carOf(index, standing("listed")));
    await desk.push("vehicles", cars.map(added));
    // The last of the list becomes its first, behind the reader's back.
    const moved = { ...cars[0]!, order: -99 * day };
    const fresh = carOf(50, standing("acquired"));
    const changes = [{ document: moved, assumed: cars[0]! }, added(fresh)];
    const read = await everything(desk, "vehicles", 4, async () => {
      const change = changes.shift();
      if (change) await desk.push("vehicles", [change]);
    });
    expect(ids(read.documents)).not.toContain(moved.id);
    const { documents } = await desk.pull("vehicles", read.sequence);
    expect(documents).toEqual([moved, fresh]);
    expect(new Set(ids([...read.documents, ...documents]))).toEqual(new Set(ids([...cars, fresh])));
  });

  test("of nothing has no pages", async () => {
    const desk = await world.dealership();
    const page = await desk.snapshot("photos");
    expect(page).toMatchObject({ documents: [], next: null, total: 0, checkpoint: { sequence: 0 } });
  });

  test("has and counts only what a person may see", async () => {
    const owner = await world.dealership();
    const invited = await owner.post("/people", { name: "Sales", role: "sales" });
    const sales = await pairDesk(world.hub.url, OneTimeCode.parse(await invited.json()).code);
    const line = { ...car(), kind: "change" };
    const secret = { ...car(), kind: "cost-change" };
    await owner.push("activity", [line, secret].map(added));
    expect(await sales.snapshot("activity")).toMatchObject({ documents: [line], total: 1, role: "sales" });
    expect(await owner.snapshot("activity")).toMatchObject({ total: 2, role: "owner" });
  });
});
