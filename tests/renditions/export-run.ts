/**
 * A process that renders and exports until it is killed: `export-run <folder>`. Says `done <n>` for every picture that its
 * job calls done.
 */
import { randomUUID } from "node:crypto";
import { noEdits } from "#shared/model/photo-edits.ts";
import { cameraPicture } from "#tests/support/images.ts";
import { never, openRenditionDesk, orderOf, plainRecipe } from "./rendition-desk.ts";

const [root = ""] = process.argv.slice(2);
const desk = await openRenditionDesk(root);
const original = await desk.keep(await cameraPicture(1200, 900, 1));
const recipe = { ...plainRecipe, longEdge: 1200 };
const orders = Array.from({ length: 200 }, (_, index) => orderOf(original, `STOCK-${index}`));
const targets = [
  { type: "folder", path: desk.outside },
  { type: "zip", path: `${desk.outside}/fotos.zip` },
] as const;
const [jobId] = await Promise.all(
  targets.map(async (target) => {
    const id = randomUUID();
    await desk.service.jobs.order({
      jobId: id,
      work: { type: "export", target },
      recipe,
      orders,
      complete: true,
    });
    return id;
  }),
);
const rendering = (async () => {
  for (let turn = 0; ; turn++)
    await desk.service.render(
      { original, fallback: original, edits: { ...noEdits, exposure: turn / 1000 } },
      never,
    );
})();
await Promise.race([
  rendering,
  desk.until(jobId!, ({ done }) => {
    console.log(`done ${done}`);
    return false;
  }),
]);
