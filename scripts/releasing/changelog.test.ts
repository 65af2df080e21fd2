import { expect, test } from "vitest";
import { notesOf, turnChangelogs } from "./changelog.ts";

const changelogs = {
  en: `# Changelog

## [Unreleased]

### Added

- A lot costs $& less
  than $1.
- Stickers.

## [0.1.0] - 2026-01-02

### Fixed

- Nothing yet.
`,
  "es-MX": `# Cambios

## [Unreleased]

### Agregado

- Un lote cuesta $& menos de $1.
- Hojas.

## [0.1.0] - 2026-01-02

### Corregido

- Todavía nada.
`,
};
const turn = (texts: typeof changelogs, version = "0.2.0") => turnChangelogs(texts, version, "2026-03-04");
/** What Spanish says where a part of it is written otherwise. */
const inSpanish = (from: string, to: string) => ({
  ...changelogs,
  "es-MX": changelogs["es-MX"].replace(from, () => to),
});

test("what was unreleased becomes the version of its day in both languages, and the rest stays as it was", () => {
  const turned = turn(changelogs);
  for (const language of ["en", "es-MX"] as const)
    expect(turned[language]).toBe(
      changelogs[language].replace("## [Unreleased]\n", () => "## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n"),
    );
  expect(notesOf(turned, "0.2.0")).toEqual({
    en: "### Added\n\n- A lot costs $& less\n  than $1.\n- Stickers.",
    "es-MX": "### Agregado\n\n- Un lote cuesta $& menos de $1.\n- Hojas.",
  });
  expect(notesOf(turned, "0.1.0").en).toBe("### Fixed\n\n- Nothing yet.");
  expect(notesOf(turned, "0.3.0")).toEqual({ en: "", "es-MX": "" });
});

test("a version without anything new is refused", () => {
  const turned = turn(changelogs);
  expect(() => turn(turned, "0.2.1")).toThrow("CHANGELOG.md has nothing under [Unreleased]");
  expect(() => turn({ ...changelogs, en: "# Changelog\n" })).toThrow(
    "CHANGELOG.md has nothing under [Unreleased]",
  );
  expect(() => turn({ ...changelogs, "es-MX": turned["es-MX"] })).toThrow(
    "CHANGELOG.es-MX.md has nothing under [Unreleased]",
  );
});

test("a version that says more in one language than in the other is refused", () => {
  expect(() => turn(inSpanish("- Hojas.\n", ""))).toThrow(
    "[Unreleased] has 2 points under Added in CHANGELOG.md and 1 under Agregado in CHANGELOG.es-MX.md",
  );
  expect(() => turn(inSpanish("- Hojas.", "\n### Seguridad\n\n- Hojas."))).toThrow(
    "[Unreleased] has 1 headings in CHANGELOG.md and 2 in CHANGELOG.es-MX.md",
  );
  const oneOnly = inSpanish("## [0.1.0]", "## [0.0.9]");
  expect(() => notesOf(oneOnly, "0.1.0")).toThrow("[0.1.0] has 1 headings in CHANGELOG.md and 0");
});
