import { expect, test } from "vitest";
import { startDesk } from "./desks.ts";

test("a desk begins", async () => {
  await using desk = await startDesk();
  const before = await desk.window.desk.describe();
  expect(before.dealership).toBeNull();
  const after = await desk.window.desk.begin({ start: "empty", deskName: "Lote Centro" });
  expect(after.dealership?.start).toBe("empty");
  console.log(after, desk.services.sync.status.get());
  for await (const status of await desk.window.sync.status()) {
    console.log(status);
    if (status.connection === "online") break;
  }
  console.log(await desk.window.desk.createPairingCode());
});
