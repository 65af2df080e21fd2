import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseRefused } from "./refusal.ts";

/** Where what is new is written, in each language of the window. */
export const changelogFiles = { en: "CHANGELOG.md", "es-MX": "CHANGELOG.es-MX.md" } as const;
type Language = keyof typeof changelogFiles;
const languages = Object.keys(changelogFiles) as Language[];

/** In each language: the text of a changelog, or what it says of one version. */
export type InEachLanguage = Readonly<Record<Language, string>>;

const unreleased = "Unreleased";

export async function readChangelogs(root: string): Promise<InEachLanguage> {
  const read = (file: string) => readFile(join(root, file), "utf8");
  return { en: await read(changelogFiles.en), "es-MX": await read(changelogFiles["es-MX"]) };
}

export async function writeChangelogs(root: string, changelogs: InEachLanguage): Promise<void> {
  for (const language of languages)
    await writeFile(join(root, changelogFiles[language]), changelogs[language]);
}

/** Puts what is under Unreleased beneath the version and its day, and opens an empty Unreleased above it. */
export function turnChangelogs(changelogs: InEachLanguage, version: string, day: string): InEachLanguage {
  for (const language of languages)
    if (sectionOf(changelogs[language], headingOf(unreleased)) === "")
      throw new ReleaseRefused(
        `${changelogFiles[language]} has nothing under [${unreleased}]: say what is new first`,
      );
  notesOf(changelogs, unreleased);
  const heading = headingOf(unreleased);
  return inEachLanguage(changelogs, (changelog) =>
    changelog.replace(heading, () => `${heading}\n\n${headingOf(version)} - ${day}`),
  );
}

/** What is new in a version, or Unreleased, as Markdown; empty where no changelog knows it. */
export function notesOf(changelogs: InEachLanguage, version: string): InEachLanguage {
  const notes = inEachLanguage(changelogs, (changelog) => sectionOf(changelog, headingOf(version)));
  refuseUnlike(notes, `[${version}]`);
  return notes;
}

/** A point that is new in one language only is one that somebody is not told of. */
function refuseUnlike(notes: InEachLanguage, what: string): void {
  const { en, "es-MX": esMx } = changelogFiles;
  const mine = partsOf(notes.en);
  const theirs = partsOf(notes["es-MX"]);
  if (mine.length !== theirs.length)
    throw new ReleaseRefused(
      `${what} has ${mine.length} headings in ${en} and ${theirs.length} in ${esMx}: both have to say the same`,
    );
  for (const [index, { title, points }] of mine.entries()) {
    const other = theirs[index];
    if (other && other.points !== points)
      throw new ReleaseRefused(
        `${what} has ${points} points under ${title} in ${en} and ${other.points} under ${other.title} in ${esMx}: ` +
          "both have to say the same",
      );
  }
}

/** The parts of what is new, each with its heading, and how many points they have. */
function partsOf(notes: string) {
  return notes
    .split(/^(?=### )/m)
    .filter((part) => part !== "")
    .map((part) => ({
      title: /^### (.*)/.exec(part)?.[1] ?? "no heading",
      points: part.match(/^- /gm)?.length ?? 0,
    }));
}

function inEachLanguage(texts: InEachLanguage, change: (text: string) => string): InEachLanguage {
  return { en: change(texts.en), "es-MX": change(texts["es-MX"]) };
}

const headingOf = (version: string) => `## [${version}]`;

/** The lines between a heading that begins like this and the next one of its level. */
function sectionOf(changelog: string, heading: string): string {
  const lines = changelog.split("\n");
  const start = lines.findIndex((line) => line.startsWith(heading));
  if (start < 0) return "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("## "));
  return (end < 0 ? rest : rest.slice(0, end)).join("\n").trim();
}
