import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PictureOrder } from "#shared/contract/renditions.ts";
import type { PhotoRecipe } from "#shared/model/photo-preset.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { makeFolder, writeWhole } from "../photos/durable-file.ts";
import { endings } from "./encoding.ts";

/**
 * Pictures that lie ready for a channel: `<folder>/<preset>/<version of its recipe>/<original>/<order>.<ending>`. They can be
 * made again, so losing them costs time only. There is one of each original: other edits or another price take its place.
 */
export interface PreparedPictures {
  /** The bytes, whichever preset with this recipe they were made for; null where there are none. */
  find(order: PictureOrder, recipe: PhotoRecipe): Promise<Buffer | null>;
  has(presetId: string, order: PictureOrder, recipe: PhotoRecipe): Promise<boolean>;
  keep(presetId: string, order: PictureOrder, recipe: PhotoRecipe, bytes: Buffer): Promise<void>;
  /** Drops what earlier versions of the preset made. */
  dropOthers(presetId: string, recipe: PhotoRecipe): Promise<void>;
  count(presetId: string, recipe: PhotoRecipe): Promise<PreparedCount>;
  /** Drops everything that was made for these presets. */
  drop(presetIds: readonly string[]): Promise<void>;
}

export interface PreparedCount {
  readonly pictures: number;
  /** Made with an earlier version of the preset, and not again since. */
  readonly outdated: number;
}

/** `tempFile` names files on the same disk that are swept after a crash. */
export async function openPreparedPictures(
  folder: string,
  tempFile: () => string,
): Promise<PreparedPictures> {
  await makeFolder(folder);
  const versionsOf = (presetId: string) => join(folder, presetId);
  const pathOf = (presetId: string, order: PictureOrder, recipe: PhotoRecipe) =>
    join(versionsOf(presetId), versionOf(recipe), order.original, nameOf(order, recipe));

  return {
    async find(order, recipe) {
      for (const presetId of await names(folder)) {
        const bytes = await readFile(pathOf(presetId, order, recipe)).catch(() => null);
        if (bytes) return bytes;
      }
      return null;
    },
    has: (presetId, order, recipe) =>
      stat(pathOf(presetId, order, recipe)).then(
        () => true,
        () => false,
      ),
    async keep(presetId, order, recipe, bytes) {
      const path = pathOf(presetId, order, recipe);
      await makeFolder(dirname(path));
      await writeWhole(path, bytes, tempFile());
      for (const other of await names(dirname(path)))
        if (other !== basename(path)) await rm(join(dirname(path), other), { force: true });
    },
    async dropOthers(presetId, recipe) {
      const current = versionOf(recipe);
      for (const version of await names(versionsOf(presetId)))
        if (version !== current)
          await rm(join(versionsOf(presetId), version), { recursive: true, force: true });
    },
    async count(presetId, recipe) {
      const current = new Set(await names(join(versionsOf(presetId), versionOf(recipe))));
      const outdated = new Set<string>();
      for (const version of await names(versionsOf(presetId)))
        for (const original of await names(join(versionsOf(presetId), version)))
          if (!current.has(original)) outdated.add(original);
      return { pictures: current.size, outdated: outdated.size };
    },
    async drop(presetIds) {
      for (const presetId of presetIds) await rm(versionsOf(presetId), { recursive: true, force: true });
    },
  };
}

function versionOf(recipe: PhotoRecipe): string {
  return hashOf(recipe).slice(0, 32);
}

function nameOf({ edits, bannerText }: PictureOrder, recipe: PhotoRecipe): string {
  const words = recipe.banner ? bannerText : null;
  return `${hashOf({ edits: effectiveEdits(edits), words })}.${endings[recipe.format]}`;
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
