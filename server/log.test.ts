import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { isUnavailable } from "./db/unavailable.ts";
import { createLog, type HubLogLine } from "./log.ts";

const logged = (error: unknown): HubLogLine["fields"] => {
  const lines: HubLogLine[] = [];
  const defectId = createLog(
    (line) => lines.push(line),
    () => 0,
  ).error("failed", error, { route: "/health" });
  expect(lines).toMatchObject([{ at: "1970-01-01T00:00:00.000Z", level: "error", event: "failed" }]);
  expect(lines[0]!.fields["defectId"]).toBe(defectId);
  return lines[0]!.fields;
};

test("a failed query is logged without its parameters and the rows that the database quotes", () => {
  const cause = Object.assign(
    new Error('duplicate key value violates unique constraint "devices_pkey"\nline two'),
    {
      code: "23505",
      detail: "Key (name)=(Rosa) already exists.",
    },
  );
  const fields = logged(new DrizzleQueryError("insert into devices values ($1)", ["hidden"], cause));
  expect(fields).toMatchObject({
    route: "/health",
    error: "Error",
    code: "23505",
    message: 'duplicate key value violates unique constraint "devices_pkey"',
  });
  expect(fields["place"]).toContain("log.test.ts");
  expect(JSON.stringify(fields)).not.toMatch(/hidden|Rosa|line two/);
});

test("anything can be thrown", () => {
  expect(logged("secret")).toMatchObject({ error: "string" });
  expect(JSON.stringify(logged("secret"))).not.toContain("secret");
});

test("a database that cannot be reached is told from one that refuses", () => {
  const withCode = (code: string) => Object.assign(new Error("no"), { code });
  for (const code of ["ECONNREFUSED", "57P01", "08006", "53300"])
    expect(isUnavailable(withCode(code))).toBe(true);
  expect(isUnavailable(new Error("query", { cause: withCode("57P03") }))).toBe(true);
  expect(isUnavailable(new Error("Connection terminated unexpectedly"))).toBe(true);
  for (const code of ["23505", "42501", "ENOENT"]) expect(isUnavailable(withCode(code))).toBe(false);
  expect(isUnavailable("ECONNREFUSED")).toBe(false);
});
