import { expect, test } from "vitest";
import { openDatabase } from "#server/db/database.ts";
import { push } from "#server/sync/push.ts";
import { freshDatabase } from "#tests/support/postgres.ts";
import { added, car, pairedDevice } from "./world.ts";

test("the history holds the first version whole, and of later ones what each changed from what to what", async () => {
  await using fresh = await freshDatabase();
  await using database = await openDatabase({ databaseUrl: fresh.url, dataFolder: "", onError: () => {} });
  const pusher = await pairedDevice(database);
  const first = car({ price: 1, note: "blue" });
  const second = { ...first, data: { make: "Nissan", price: 2 }, order: -2 };
  const unknownHere = car();
  const send = (document: unknown, assumed: unknown) =>
    push(
      database,
      pusher,
      { collection: "vehicles", rows: [{ document, assumed }] as (typeof rows)[number][] },
      Date.now(),
    );
  const rows = [added(first)];
  await send(first, null);
  await send(second, first);
  await send(second, first);
  await send(unknownHere, { ...unknownHere, order: 7 });

  const history = await database.system.execute(
    "SELECT sequence::int, document, changes FROM history ORDER BY sequence",
  );
  const changes = {
    order: { from: -1, to: -2 },
    "data.price": { from: 1, to: 2 },
    "data.note": { from: "blue" },
  };
  expect(history.rows).toEqual([
    { sequence: 1, document: first, changes: null },
    { sequence: 2, document: null, changes },
    { sequence: 3, document: unknownHere, changes: null },
  ]);
});
