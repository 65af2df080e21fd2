import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endWithThis } from "#tests/support/processes.ts";
import { openJournal } from "#electron/sync/journal.ts";

const writer = fileURLToPath(new URL("./journal-writer.ts", import.meta.url));
const log = { info() {}, error: () => "" };

/** Runs the writer until it has acknowledged so many documents, then kills it at once. */
async function killAfter(path: string, count: number, compactAt: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, path, String(compactAt)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > count) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  return said.split("\n").slice(0, -1);
}

test.each([
  { count: 1, compactAt: 1e9 },
  { count: 57, compactAt: 1e9 },
  { count: 300, compactAt: 20_000 },
])(
  "a process killed after $count appends has lost none that it acknowledged",
  async ({ count, compactAt }) => {
    const folder = await mkdtemp(join(tmpdir(), "autosell-kill-"));
    try {
      const acknowledged = await killAfter(join(folder, "journal"), count, compactAt);
      const deviceId = "0192f0c4-0000-7000-8000-00000000000a";
      await using journal = await openJournal({ path: join(folder, "journal"), deviceId, log });
      const kept = new Set(journal.pending().map(({ document }) => document.id));
      expect(acknowledged.length).toBeGreaterThanOrEqual(count);
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
