import { readdir, readFile } from "node:fs/promises";
import { basename, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { notesOf, readChangelogs } from "../scripts/releasing/changelog.ts";
import { guideImage } from "#renderer/features/help/guide-pages.ts";
import { guideContents } from "#renderer/features/help/guide-contents.ts";

const docs = join(import.meta.dirname, "../docs");
const read = (file: string) => readFile(join(docs, file), "utf8");

/** What a page has, in its order, whatever the language: its sections with their steps, rows, pictures, keys and pages led to. */
function shapeOf(page: string) {
  return page
    .split(/^(?=#+ )/m)
    .filter((section) => section.trim() !== "")
    .map((section) => ({
      level: /^#+/.exec(section)?.[0].length ?? 0,
      paragraphs: section.trim().split(/\n{2,}/).length,
      listed: section.match(/^ *(?:-|\d+\.) /gm)?.length ?? 0,
      rows: section.match(/^\|/gm)?.length ?? 0,
      pictures: picturesOf(section).map((path) => basename(path)),
      pages: [...section.matchAll(/\]\((?:\.\.\/)?([\w-]+\.md)[^)]*\)/g)]
        .map(([, file = ""]) => file)
        .toSorted(),
    }));
}

/** Where the pictures of a page lie, as it names them. */
function picturesOf(page: string): string[] {
  return [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
}

function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("the guide in Spanish has the pages of the guide", async () => {
  expect((await readdir(join(docs, "es-MX"))).toSorted()).toEqual([...guideContents].toSorted());
});

test.each(guideContents)("%s has the same sections in both languages", async (file) => {
  expect(shapeOf(await read(`es-MX/${file}`))).toEqual(shapeOf(await read(file)));
});

test.each([
  ["English", "", "images"],
  ["Spanish", "es-MX", "images/es-MX"],
])("the guide in %s shows the screens in that language", async (_, pages, folder) => {
  for (const file of guideContents)
    for (const path of picturesOf(await read(join(pages, file)))) {
      expect(normalize(join(pages, path))).toBe(join(folder, basename(path)));
      expect(guideImage(path)).toBe(`/docs/${folder}/${basename(path)}`);
    }
});

test("what is new is said in both languages", async () => {
  const changelogs = await readChangelogs(join(docs, ".."));
  expect(() => notesOf(changelogs, "Unreleased")).not.toThrow();
});

test.each(guideContents.flatMap((file) => [file, `es-MX/${file}`]))(
  "%s leads to sections that it has",
  async (file) => {
    const page = await read(file);
    const led = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(anchorsOf(page)).toEqual(expect.arrayContaining(led));
  },
);
