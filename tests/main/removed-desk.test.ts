import { expect, test } from "vitest";
import { restarted, startDesk } from "./desks.ts";
import { codeAt, online, statusOf } from "./moving-lot.ts";

const removed = ({ reason }: { reason: string | null }) => reason === "deviceRemoved";

test("a desk that was removed is out of the others' lists, knows it without its hub too, and is let in again", async () => {
  await using owner = await startDesk();
  await owner.window.desk.begin({ start: "empty", deskName: "Mostrador" });
  await statusOf(owner, online);
  const { address } = await codeAt(owner);
  const invited = async (name: string) => {
    const { code } = await owner.window.people.invite({ name, role: "sales" });
    const desk = await startDesk();
    await desk.window.desk.join({ address, code, deskName: name });
    await statusOf(desk, online);
    return desk;
  };
  let gone = await invited("Vera");
  await using colleague = await invited("Luis");
  const { deviceId } = await gone.window.desk.describe();
  const seen = async () => (await colleague.window.people.list()).present;
  expect(await seen()).toContain(deviceId);
  expect(await seen()).toHaveLength(3);

  // What it is called there it is called in histories from its next start on.
  await owner.window.people.renameDevice({ deviceId, name: "Mostrador 2" });
  await gone.window.sync.retry();
  await expect.poll(async () => (await gone.window.desk.describe()).deskName).toBe("Mostrador 2");

  await owner.window.people.revokeDevice({ deviceId });
  expect(await seen()).not.toContain(deviceId);
  await gone.window.sync.retry();
  await statusOf(gone, removed);
  const { code } = await owner.window.people.invite({ name: "Eva", role: "sales" });
  const startOwner = await owner.close();

  gone = await restarted(gone);
  expect(await statusOf(gone, () => true)).toMatchObject({ connection: "offline", reason: "deviceRemoved" });
  await gone.window.sync.retry();
  await expect(gone.window.desk.rejoin({ code })).rejects.toMatchObject({ code: "hubUnreachable" });
  expect(await statusOf(gone, () => true)).toMatchObject({ reason: "deviceRemoved" });

  await using again = await startOwner();
  await statusOf(again, online);
  await gone.window.desk.rejoin({ code });
  await statusOf(gone, online);
  gone = await restarted(gone);
  expect(await statusOf(gone, () => true)).not.toMatchObject({ reason: "deviceRemoved" });
  await gone[Symbol.asyncDispose]();
}, 120_000);
