import { ReleaseRefused } from "./refusal.ts";

const unreleased = "## [Unreleased]";

/** Puts what is under Unreleased beneath the version and its day, and opens an empty Unreleased above it. */
export function turnChangelog(changelog: string, version: string, day: string): string {
  if (sectionOf(changelog, unreleased) === "")
    throw new ReleaseRefused("CHANGELOG.md has nothing under [Unreleased]: say what is new first");
  return changelog.replace(unreleased, () => `${unreleased}\n\n## [${version}] - ${day}`);
}

/** What is new in a version, as Markdown; empty where the changelog does not know it. */
export function notesOf(changelog: string, version: string): string {
  return sectionOf(changelog, `## [${version}]`);
}

/** The lines between a heading that begins like this and the next one of its level. */
function sectionOf(changelog: string, heading: string): string {
  const lines = changelog.split("\n");
  const start = lines.findIndex((line) => line.startsWith(heading));
  if (start < 0) return "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("## "));
  return (end < 0 ? rest : rest.slice(0, end)).join("\n").trim();
}
