import { resolve } from "node:path";
import { expect, test } from "vitest";
import { ofPlaywright, ofVitest } from "./reports.ts";

test("failed tests are named by file and title, and files that failed outside of any test", () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      {
        name: resolve("shared/a.test.ts"),
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "adds" },
          { status: "failed", fullName: "merges twice" },
        ],
      },
      { name: resolve("shared/b.test.ts"), status: "failed", assertionResults: [] },
      { name: resolve("shared/c.test.ts"), status: "passed", assertionResults: [] },
    ],
  };
  expect(ofVitest(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 2,
    failures: ["shared/a.test.ts: merges twice", "shared/b.test.ts"],
  });
});

test("failed specs are named with their host, in files and in groups; a second try that passed is none", () => {
  const spec = (title: string, status: string) => ({
    file: "lot.spec.ts",
    title,
    tests: [{ status, projectName: "browser" }],
  });
  const report = {
    stats: { expected: 1, unexpected: 2, flaky: 1, skipped: 3 },
    suites: [
      {
        specs: [spec("a car is sold", "unexpected"), spec("a car is bought", "flaky")],
        suites: [{ specs: [spec("a car is found", "unexpected")] }],
      },
    ],
  };
  expect(ofPlaywright(report)).toEqual({
    passed: 2,
    failed: 2,
    skipped: 3,
    failures: ["lot.spec.ts: a car is sold [browser]", "lot.spec.ts: a car is found [browser]"],
  });
});
