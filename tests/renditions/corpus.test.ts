import { expect, test } from "vitest";
import { noEdits } from "#shared/model/photo-edits.ts";
import { brokenFiles } from "../photos/corpus/broken-files.ts";
import { goodFiles } from "../photos/corpus/good-files.ts";
import { quartersOf } from "../photos/corpus/quarters.ts";
import { rawCorpus } from "../photos/corpus/raw-corpus.ts";
import { never, openRenditionDesk } from "./rendition-desk.ts";

const upsideDown = { ...noEdits, quarterTurns: 2 };

test.for([
  ["every format, colour space and orientation", goodFiles],
  ["raw files", rawCorpus],
  ["cut, lying and foreign files", brokenFiles],
] as const)(
  "what the import shows can be edited in its own colours: %s",
  { timeout: 120_000 },
  async ([, files]) => {
    await using desk = await openRenditionDesk();
    for (const { name, content, outcome, colors } of files) {
      // What the import refuses never gets here.
      if (outcome !== "shown" && outcome !== "damaged") continue;
      const original = await desk.keep(await content());
      const rendering = desk.service.render({ original, fallback: original, edits: upsideDown }, never);
      const { renditions } = await rendering.catch((error: unknown) => {
        throw new Error(`${name} cannot be edited`, { cause: error });
      });
      if (!colors) continue;
      const shown = await quartersOf(desk.blobs.path(renditions[1920].sha256));
      const expected = colors.are.toReversed().flat();
      for (const [index, value] of shown.flat().entries())
        expect(Math.abs(value - expected[index]!), `${name}: ${shown.join(" ")}`).toBeLessThanOrEqual(
          colors.within + 2,
        );
    }
  },
);
