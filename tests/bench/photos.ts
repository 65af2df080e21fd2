import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BenchChoices, chosenParts } from "./choices.ts";
import type { Figure } from "./figure.ts";

/** A part measures in a folder of its own, which is removed afterwards. */
export interface BenchPart {
  run(folder: string, choices: BenchChoices): Promise<Figure[]>;
}

/** In the order in which they are run; each can be run by itself: `npm run bench -- photos --only import`. */
const parts: Readonly<Record<string, () => Promise<BenchPart>>> = {
  import: () => import("./photo-speed.ts"),
  tools: () => import("./photo-tool-speed.ts"),
  first: () => import("./photo-first-picture.ts"),
  heic: () => import("./photo-heic.ts"),
  memory: () => import("./photo-memory.ts"),
  linear: () => import("./photo-linear.ts"),
  window: () => import("./photo-window.ts"),
  library: () => import("./photo-library.ts"),
  bulk: () => import("./photo-bulk.ts"),
  acts: () => import("./photo-library-acts.ts"),
};

/** What importing, keeping and finding photos takes. Only ratios count: they were measured in one run, taking turns. */
export async function run(choices: BenchChoices): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const load of chosenParts(parts, choices.only)) {
    const folder = await mkdtemp(join(tmpdir(), "bench-photos-"));
    try {
      figures.push(...(await (await load()).run(folder, choices)));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return figures;
}
