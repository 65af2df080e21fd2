import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { chromiumArguments, chromiumExecutable } from "./tests/support/chromium.ts";
import { briefly } from "./tests/support/processes.ts";

/** Vitest reads this file and never `vite.config.ts`, whose environments are for the build. */
export default defineConfig(async () => ({
  test: {
    // By default one core is left free, which is half of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    coverage: {
      provider: "v8" as const,
      include: ["shared/**/*.ts", "electron/**/*.ts", "server/**/*.ts"],
      exclude: [
        "**/*.test.ts",
        "electron/main.ts",
        "electron/preload.ts",
        "electron/desktop/**",
        "electron/browser-host/main.ts",
        "electron/hub/worker.ts",
        "server/main.ts",
      ],
      reporter: ["text-summary", "html"],
      thresholds: { lines: 90 },
    },
    projects: [
      {
        test: {
          name: "unit",
          include: ["{shared,server,electron,scripts}/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // These change nothing that outlives them, and what they import is read once, not once for each file.
          isolate: false,
          execArgv: [...briefly],
        },
      },
      {
        test: {
          name: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/{e2e,packaging}/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ["./tests/support/postgres.ts", "./tests/support/built-program.ts"],
          setupFiles: ["./tests/support/built-threads.ts", "./tests/support/no-process-left.ts"],
          execArgv: [...briefly],
        },
      },
      {
        test: {
          // What is packed is what was built: `npm test` runs these after the build, and `npm run verify` leaves them out.
          name: "packaging",
          include: ["tests/packaging/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        plugins: [react()],
        // React as it is shipped: what it looks at besides in development takes a fifth of these tests' processor time.
        oxc: { jsx: { development: false } },
        optimizeDeps: {
          entries: ["renderer/**/*.{ts,tsx}"],
          rolldownOptions: { transform: { define: { "process.env.NODE_ENV": '"production"' } } },
        },
        test: {
          name: "window",
          include: ["renderer/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // As above: the window and all it is made of is loaded once.
          isolate: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: await chromiumExecutable(), args: chromiumArguments },
              // Nobody watches; drawing what moves takes processor time.
              contextOptions: { reducedMotion: "reduce" },
            }),
            instances: [{ browser: "chromium" as const }],
          },
        },
      },
    ],
  },
}));
