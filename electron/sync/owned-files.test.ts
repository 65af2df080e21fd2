import { expect, test } from "vitest";
import type { PhotoFile } from "#shared/model/photo.ts";
import { photoFile } from "#tests/support/photo-file.ts";
import { type OwnedFiles, ownedPhotos } from "./owned-files.ts";

test("a photo's files are for the hub by their place in line, its RAW last, and counted as one photo", async () => {
  const alone = photoFile("alone");
  const raw = { sha256: "c".repeat(64), name: "IMG_1.CR3", bytes: 9, mime: "image/x-canon-cr3" };
  const pair: PhotoFile = { ...photoFile("pair"), companion: raw };
  let tell: (file: PhotoFile) => void = () => {};
  const owned = ownedPhotos({
    async *files() {
      yield alone;
    },
    onFile(listener) {
      tell = listener;
      return () => {};
    },
  });
  const known: OwnedFiles[] = [];
  for await (const files of owned.all()) known.push(files);
  owned.onNew((files) => known.push(files));
  tell(pair);

  const hashes = ({ renditions, original }: PhotoFile) => [
    renditions[320].sha256,
    renditions[800].sha256,
    renditions[1920].sha256,
    original.sha256,
  ];
  expect(known.map((files) => files.hashes)).toEqual([hashes(alone), [...hashes(pair), raw.sha256]]);
  expect(known.map(({ photo }) => photo)).toEqual([alone.original.sha256, pair.original.sha256]);
});
