import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDerivedPictures } from "./derived-pictures.ts";

test("pictures are kept while there is room, those that nobody looks at go first", async () => {
  const folder = await mkdtemp(join(tmpdir(), "derived-"));
  const pictures = await openDerivedPictures(folder, 25);
  const [a, b] = [
    await pictures.keep(Buffer.from("aaaaaaaaaa")),
    await pictures.keep(Buffer.from("bbbbbbbbbb")),
  ];
  expect(await readFile(pictures.path(a)!, "utf8")).toBe("aaaaaaaaaa");
  const c = await pictures.keep(Buffer.from("cccccccccc"));
  expect([pictures.path(a), pictures.path(b), pictures.path(c)]).toEqual([
    join(folder, a),
    null,
    join(folder, c),
  ]);
  expect((await readdir(folder)).toSorted()).toEqual([a, c].toSorted());

  // One that is larger than all the room is kept alone, or it could never be seen.
  const large = await pictures.keep(Buffer.alloc(100));
  expect(await readdir(folder)).toEqual([large]);
  await openDerivedPictures(folder, 25);
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
});
