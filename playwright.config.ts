import { defineConfig } from "@playwright/test";
import type { HostOptions } from "./tests/e2e/world.ts";

const hosts = ["browser", "standin", "electron"] as const;
const wanted = process.env["E2E_HOST"];
if (wanted !== undefined && !hosts.some((host) => host === wanted))
  throw new Error(`E2E_HOST is ${wanted}; there are: ${hosts.join(", ")}`);

/** The same specs on every host. Electron's are skipped, saying so, where its binary is not. */
export default defineConfig<HostOptions>({
  testDir: "tests/e2e",
  outputDir: "out/e2e",
  // Each test has its own world, but starts whole apps: two at a time is what two cores bear.
  fullyParallel: true,
  workers: 2,
  // Where other work shares the machine, a spec has a second try; one that needed it is named as flaky, and is to be mended.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env["CI"]),
  reporter: [["list"], ["json", { outputFile: "out/e2e-report.json" }]],
  // A trace of every step takes a good part of two cores; `E2E_TRACE=1` asks for one where a test fails.
  use: { actionTimeout: 30_000, trace: process.env["E2E_TRACE"] ? "retain-on-failure" : "off" },
  projects: hosts
    .filter((host) => wanted === undefined || wanted === host)
    .map((host) => ({ name: host, use: { hostName: host } })),
});
