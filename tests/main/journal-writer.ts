/** Appends for ever and says what was acknowledged, until it is killed. Started by `journal-kill.test.ts`. */
import { randomUUID } from "node:crypto";
import { openJournal } from "#electron/sync/journal.ts";
import { created } from "#shared/rules/stamping.ts";

const log = { info() {}, error: () => "" };
const [path = "", compactAt = ""] = process.argv.slice(2);
const journal = await openJournal({ path, deviceId: randomUUID(), log, compactAt: Number(compactAt) });

async function write(): Promise<void> {
  for (;;) {
    const document = created("vehicle", randomUUID(), { make: "Nissan", notes: "x".repeat(500) });
    await journal.append([{ collection: "vehicles", document }]);
    process.stdout.write(`${document.id}\n`);
  }
}

await Promise.all([write(), write(), write()]);
