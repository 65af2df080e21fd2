import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const config = join(root, ".dependency-cruiser.cjs");

/** One file for each thing that the house forbids, and what it breaks. */
const trespasses: Record<string, { code: string; rule: string }> = {
  "shared/rules/reads-files.ts": { code: `export { readFileSync } from "node:fs";`, rule: "shared-is-pure" },
  "server/knows-desk.ts": { code: `export * from "../electron/desk.ts";`, rule: "hub-imports-shared-only" },
  "server/archive/knows-hub.ts": { code: `export * from "../hub.ts";`, rule: "archive-knows-nobody" },
  "electron/knows-window.ts": {
    code: `export * from "../renderer/ui/plain.ts";`,
    rule: "main-does-not-import-the-window",
  },
  "electron/sync/knows-hub.ts": {
    code: `import type { Hub } from "../../server/hub.ts";\nexport type Mine = Hub;`,
    rule: "main-meets-the-hub-at-its-door",
  },
  "renderer/app/knows-main.ts": {
    code: `export * from "../../electron/desk.ts";`,
    rule: "window-knows-only-the-bridge",
  },
  "renderer/app/reads-files.ts": { code: `export { join } from "node:path";`, rule: "window-has-no-node" },
  "renderer/features/photos/knows-inventory.ts": {
    code: `import type { Row } from "../inventory/row.ts";\nexport type Mine = Row;`,
    rule: "a-feature-never-imports-another",
  },
  "renderer/ui/knows-replica.ts": { code: `export * from "../replica/replica.ts";`, rule: "ui-has-no-data" },
  "electron/sync/knows-electron.ts": {
    code: `export { app } from "electron";`,
    rule: "electron-only-in-the-marked-rooms",
  },
};

const innocents: Record<string, string> = {
  "electron/desk.ts": `export const desk = 1;`,
  "server/hub.ts": `export interface Hub { url: string }`,
  "renderer/ui/plain.ts": `export const plain = 1;`,
  "renderer/replica/replica.ts": `export const replica = 1;`,
  "renderer/features/inventory/row.ts": `export interface Row { id: string }`,
};

describe("the boundaries of the house", () => {
  let folder: string;
  let found: { name: string; from: string }[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "boundaries-"));
    const files = { ...innocents, ...Object.fromEntries(entries().map(([file, { code }]) => [file, code])) };
    for (const [file, code] of Object.entries(files)) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), code);
    }
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    found = await violations(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(entries())("stops %s", (file, { rule }) => {
    expect(found).toContainEqual({ name: rule, from: file });
  });

  it("lets everything else through", () => {
    expect(found.filter(({ from }) => from in innocents)).toEqual([]);
  });
});

function entries() {
  return Object.entries(trespasses);
}

function violations(cwd: string): Promise<{ name: string; from: string }[]> {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  const rooms = ["shared", "electron", "renderer", "server"];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, "--config", config, "--output-type", "json", ...rooms],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout) => {
        if (!stdout) return reject(error ?? new Error("the boundary check said nothing"));
        const { summary } = JSON.parse(stdout) as {
          summary: { violations: { rule: { name: string }; from: string }[] };
        };
        resolve(summary.violations.map(({ rule, from }) => ({ name: rule.name, from })));
      },
    );
  });
}
