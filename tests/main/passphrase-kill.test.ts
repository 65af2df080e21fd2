import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openPassphraseVault } from "#electron/vault/passphrase-vault.ts";
import { briefly, endWithThis } from "#tests/support/processes.ts";
import { programFile } from "#tests/support/programs.ts";

const log = { info() {}, error: () => "" };
const cost = { opsLimit: 1, memLimit: 8192 };

/** Runs the changer and kills it so many milliseconds after a passphrase was said to hold; answers with the last such. */
async function killed(folder: string, after: number, delay: number): Promise<number> {
  const child = spawn(process.execPath, [...briefly, await programFile("passphrase-changer"), folder, "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithThis(child);
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    if (said.split("\n").length > after) setTimeout(() => child.kill("SIGKILL"), delay);
  });
  await new Promise((resolve) => child.once("close", resolve));
  return Number(said.trim().split("\n").at(-1));
}

test.each([
  { after: 1, delay: 0 },
  { after: 2, delay: 7 },
  { after: 3, delay: 19 },
  { after: 5, delay: 31 },
])(
  "killed while the passphrase changes, everything is sealed by the old one or by the new one ($after, $delay)",
  async ({ after, delay }) => {
    const folder = await mkdtemp(join(tmpdir(), "autosell-kill-"));
    try {
      const last = await killed(folder, after, delay);
      const vault = await openPassphraseVault({ folder, earlierKey: join(folder, "none"), cost, log });
      const answers = [];
      for (const turn of [last, last + 1]) answers.push(await vault.passphrase?.unlock(`passphrase ${turn}`));
      expect(answers).toContain("done");
      for (let account = 0; account < 5; account += 1)
        expect(await vault.get(`account-${account}`)).toBe(`secret ${account}`);
      expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
