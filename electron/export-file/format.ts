import * as z from "zod";
import { ExportFacts } from "#shared/contract/export-file.ts";
import { CollectionName, Envelope } from "#shared/model/envelope.ts";
import { HeldRow } from "#shared/contract/replication.ts";
import { Id, Sha256 } from "#shared/model/primitives.ts";

/**
 * An export file is a preamble (see `preamble.ts`) and a sealed tar archive. In this order: `manifest.json`,
 * `documents/<number>.ndjson` with a document on each line, `held.json`, `files/<sha256>`, and `end.json`, which says what there
 * has to be. A document may be in it twice, where it was changed meanwhile: its versions are to be joined.
 */
export const manifestName = "manifest.json";
export const heldName = "held.json";
export const endName = "end.json";

export const Manifest = ExportFacts.extend({
  /** The dealership that it is of: some documents have ids that are worked out from it. */
  tenantId: Id,
  /** The app's version. */
  version: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

export const Line = z.object({ collection: CollectionName, document: Envelope });

/** A row that waits for a person; when it was held, and under which id, is its desk's own affair. */
export const NewHeld = HeldRow.omit({ heldId: true, at: true });
export const Held = z.array(NewHeld);
export type Held = z.infer<typeof Held>;

/** A file that a photo names and that could not be had whole. */
export const AbsentFile = z.object({ photo: Sha256, sha256: Sha256 });
export type AbsentFile = z.infer<typeof AbsentFile>;

export const End = z.object({
  documents: z.int(),
  files: z.int(),
  /** Where such a file is in the archive all the same, its bytes are not what its name says. */
  absent: z.array(AbsentFile),
});
export type End = z.infer<typeof End>;

export const partName = (number: number) => `documents/${String(number).padStart(6, "0")}.ndjson`;
export const isPart = (name: string) => /^documents\/\d{6}\.ndjson$/.test(name);

export const fileName = (sha256: string) => `files/${sha256}`;
export const fileOf = (name: string) => /^files\/([0-9a-f]{64})$/.exec(name)?.[1] ?? null;
