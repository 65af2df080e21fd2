import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { examine } from "#electron/recovery/examination.ts";
import { finishExchange } from "#electron/recovery/exchange.ts";
import { knownProfile } from "#electron/recovery/restoring.ts";
import { readJournal } from "#electron/sync/journal.ts";
import { endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";
import { backUp, contentsOf, deskFolder } from "./desk-folder.ts";

test("a restore that is killed at any moment is finished by the next start, and loses nothing", async () => {
  const { folder, deviceId } = await deskFolder();
  try {
    await mkdir(join(folder, "photos", "ab"), { recursive: true });
    const records = Array.from({ length: 20 }, (_, place) => `photos/ab/${place}.json`);
    for (const name of records) await writeFile(join(folder, name), `{"record":"${name}"}`);
    const backup = await backUp(folder);

    for (const moment of [0, 4, 15, 40, 90, 200]) {
      for (const name of records) await writeFile(join(folder, name), `half of ${name} in round ${moment}`);
      // A process that is killed while it takes the folder keeps others out for some seconds.
      await rm(join(folder, "desk.lock.takeover"), { force: true });
      const before = await contentsOf(folder);
      await killAfter(moment, [folder, backup]);

      await finishExchange(folder);

      expect(await examine(folder)).toEqual([]);
      expect((await knownProfile(folder, "x"))?.deviceId).toBe(deviceId);
      expect((await readJournal(join(folder, "journal"))).changes).toBe(2);
      const left = new Set((await contentsOf(folder)).values());
      const lost = [...before].filter(([name, text]) => !left.has(text) && !name.startsWith("desk.lock"));
      expect(lost.map(([name]) => name)).toEqual([]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Killed so many milliseconds after it has begun, which is another moment of its work each time. */
async function killAfter(milliseconds: number, args: readonly string[]): Promise<void> {
  const restoring = spawn(process.execPath, [await programFile("restore-child"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(restoring);
  const closed = once(restoring, "close");
  await once(restoring.stdout, "data");
  await wait(milliseconds);
  restoring.kill("SIGKILL");
  await closed;
}
