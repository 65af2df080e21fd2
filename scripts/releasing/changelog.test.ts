import { expect, test } from "vitest";
import { notesOf, turnChangelog } from "./changelog.ts";

const changelog = `# Changelog

## [Unreleased]

### Added

- A lot costs $& less than $1.

## [0.1.0] - 2026-01-02

### Fixed

- Nothing yet.
`;

test("what was unreleased becomes the version of its day, and the rest stays as it was", () => {
  const turned = turnChangelog(changelog, "0.2.0", "2026-03-04");
  expect(turned).toBe(
    changelog.replace("## [Unreleased]\n", () => "## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n"),
  );
  expect(notesOf(turned, "0.2.0")).toBe("### Added\n\n- A lot costs $& less than $1.");
  expect(notesOf(turned, "0.1.0")).toBe("### Fixed\n\n- Nothing yet.");
  expect(notesOf(turned, "0.3.0")).toBe("");
});

test("a version without anything new is refused", () => {
  const turned = turnChangelog(changelog, "0.2.0", "2026-03-04");
  expect(() => turnChangelog(turned, "0.2.1", "2026-03-05")).toThrow("nothing under [Unreleased]");
  expect(() => turnChangelog("# Changelog\n", "0.2.1", "2026-03-05")).toThrow("nothing under [Unreleased]");
});
