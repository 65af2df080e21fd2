import "fake-indexeddb/auto";
import { addRxPlugin } from "rxdb/plugins/core";
import { disableWarnings, RxDBDevModePlugin } from "rxdb/plugins/dev-mode";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { wrappedValidateAjvStorage } from "rxdb/plugins/validate-ajv";
import { expect, it } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { standardShotList } from "#shared/model/shot-list.ts";
import { standardPresets } from "#shared/rules/standard-presets.ts";
import { eventually } from "#tests/support/eventually.ts";
import { createFakeHub, createFakeMain } from "#tests/support/fake-main.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { openReplica } from "#renderer/replica/replica.ts";

it("is one that RxDB's own checks accept, and so is everything that is written by it", async () => {
  disableWarnings();
  addRxPlugin(RxDBDevModePlugin);
  const storage = wrappedValidateAjvStorage({ storage: getRxStorageDexie() });
  const hub = createFakeHub();
  const { bridge, desk } = createFakeMain(hub, { tenantId: crypto.randomUUID() });
  const replica = await openReplica({ bridge, desk, storage });

  const id = await replica.vehicles.create({ make: "Nissan", features: { abs: true } });
  const photoId = crypto.randomUUID();
  await replica.photos.add(id, [{ photoId, file: photoFile("a") }]);
  await replica.photos.edit([photoId], { ...noEdits, quarterTurns: 1 });
  await replica.photos.setDefect(photoId, crypto.randomUUID(), { x: 0.5, y: 0.5, note: "Golpe" });
  await replica.settings.setShotList(standardShotList);
  await replica.settings.savePreset(null, standardPresets[0]!);
  await replica.settings.changePrintLayout({ stickerNote: "Enganche desde 20 %" });
  await replica.costs.putLine(id, null, {
    description: "Hojalatería",
    cost: { amount: 350_000, currency: "MXN" },
    doneOn: null,
  });
  await replica.vehicles.move(id, "recon");
  await eventually(() =>
    expect(new Set(hub.feed.map(({ document }) => document.kind))).toEqual(
      new Set([
        "vehicle",
        "cost-change",
        "photo",
        "vehicle-cost",
        "change",
        "desk",
        "shot-list",
        "photo-preset",
        "print-layout",
      ]),
    ),
  );
  await replica[Symbol.asyncDispose]();
});
