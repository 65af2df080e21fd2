/** What the reports of the suites come to. */
import { relative } from "node:path";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

export function ofVitest(report: VitestReport): Tally {
  const failures = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    const titles = failed.map(({ fullName }) => `: ${fullName}`);
    const isOfFile = status === "failed" && failed.length === 0;
    return (isOfFile ? [""] : titles).map((title) => `${relative(process.cwd(), name)}${title}`);
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
    failures,
  };
}

export function ofChecks(report: { passed: number; failed: number }): Tally {
  return { ...report, skipped: 0, failures: [] };
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly file: string;
    readonly title: string;
    readonly tests: readonly { readonly status: string; readonly projectName: string }[];
  }[];
}

interface PlaywrightReport extends Suite {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
}

export function ofPlaywright(report: PlaywrightReport): Tally {
  const { stats } = report;
  // Playwright's own report names each spec that passed at its second try only.
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: failedSpecs(report),
  };
}

function failedSpecs({ suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ projectName }) => `${file}: ${title} [${projectName}]`),
  );
  return [...own, ...suites.flatMap(failedSpecs)];
}
