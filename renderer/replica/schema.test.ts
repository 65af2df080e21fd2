import { addRxPlugin } from "rxdb/plugins/core";
import { disableWarnings, RxDBDevModePlugin } from "rxdb/plugins/dev-mode";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { wrappedValidateAjvStorage } from "rxdb/plugins/validate-ajv";
import { expect, it } from "vitest";
import { eventually } from "#tests/support/eventually.ts";
import { createFakeHub, createFakeMain } from "#tests/support/fake-main.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { openReplica } from "./replica.ts";

it("is one that RxDB's own checks accept, and so is everything that is written by it", async () => {
  disableWarnings();
  addRxPlugin(RxDBDevModePlugin);
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageDexie() });
  const hub = createFakeHub();
  const { bridge, desk } = createFakeMain(hub, { tenantId: crypto.randomUUID() });
  const replica = await openReplica({ bridge, desk, storage });

  const id = await replica.vehicles.create({ make: "Nissan", features: { abs: true } });
  await replica.photos.add(id, [{ photoId: crypto.randomUUID(), file: photoFile("a") }]);
  await replica.costs.putLine(id, null, {
    description: "Hojalatería",
    cost: { amount: 350_000, currency: "MXN" },
    doneOn: null,
  });
  await replica.vehicles.move(id, "recon");
  await eventually(() =>
    expect(new Set(hub.feed.map(({ document }) => document.kind))).toEqual(
      new Set(["vehicle", "photo", "vehicle-cost", "change", "desk"]),
    ),
  );
  await replica[Symbol.asyncDispose]();
});
