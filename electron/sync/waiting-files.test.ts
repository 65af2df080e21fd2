import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { OwnedFiles } from "./owned-files.ts";
import { createWaitingFiles } from "./waiting-files.ts";

const hash = fc.constantFrom("a", "b", "c", "d", "e");
const files: fc.Arbitrary<OwnedFiles> = fc.record({
  id: fc.constantFrom("1", "2", "3", "4"),
  photo: fc.constantFrom("x", "y"),
  hashes: fc.array(hash, { minLength: 1, maxLength: 4 }),
});
const step = fc.oneof(
  fc.record({ put: files }),
  fc.record({ arrived: hash }),
  fc.record({ lost: fc.array(hash) }),
);

test("what waits is at any time what looking at all files would find", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const atHub = new Set<string>();
      const waiting = createWaitingFiles(atHub);
      const all = new Map<string, OwnedFiles>();
      for (const one of steps) {
        if ("put" in one) waiting.put((all.set(one.put.id, one.put), one.put));
        else if ("arrived" in one) waiting.arrived((atHub.add(one.arrived), one.arrived));
        else {
          for (const gone of one.lost) atHub.delete(gone);
          for (const every of all.values()) waiting.put(every);
        }
        const lacking = [...all.values()].filter(({ hashes }) => !hashes.every((each) => atHub.has(each)));
        const photos = new Set(lacking.map(({ photo }) => photo));
        expect(waiting.photos).toBe(photos.size);
        expect(new Set(waiting.list(new Set()).map(({ original }) => original))).toEqual(photos);
      }
    }),
  );
});

test("a photo says how many of its files were sent, and whether one is on its way", () => {
  const atHub = new Set(["thumbnail"]);
  const waiting = createWaitingFiles(atHub);
  waiting.put({ id: "1", photo: "original", hashes: ["thumbnail", "large", "original"] });
  waiting.put({ id: "edited", photo: "original", hashes: ["thumbnail", "edited"] });
  expect(waiting.list(new Set(["large"]))).toEqual([
    { original: "original", files: 4, sent: 1, sending: true },
  ]);
  for (const sent of ["large", "original"]) waiting.arrived((atHub.add(sent), sent));
  expect(waiting.list(new Set())).toEqual([{ original: "original", files: 2, sent: 1, sending: false }]);
});
