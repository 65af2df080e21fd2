import * as z from "zod";
import { Id, Instant, Sha256 } from "#shared/model/primitives.ts";

/**
 * A backup is a tar archive, compressed by zstd; `tar --zstd -x` reads it. In this order:
 * `manifest.json`, `tables/<table>/<number>.ndjson` with a row of the table on each line, `blobs/<tenant>/<sha256>`, and
 * `end.json`, which says what there has to be. Sealed by a passphrase it is wrapped once more (see `sealing.ts`).
 */
export const backupFormat = 1;
export const manifestName = "manifest.json";
export const endName = "end.json";

export const Manifest = z.object({
  format: z.int(),
  madeAt: Instant,
  /** The shape of the tables: the migrations that made it. */
  migrations: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

const Part = z.object({ name: z.string(), sha256: Sha256, rows: z.int() });
export type Part = z.infer<typeof Part>;

/** A file that the database knows and the backup lacks, because the folder lacked it or it was not what its name says. */
export const BlobName = z.object({ tenantId: Id, sha256: Sha256 });
export type BlobName = z.infer<typeof BlobName>;

export const End = z.object({ parts: z.array(Part), blobs: z.int(), absentBlobs: z.array(BlobName) });
export type End = z.infer<typeof End>;

export const partName = (table: string, number: number) =>
  `tables/${table}/${String(number).padStart(6, "0")}.ndjson`;
export const tableOf = (name: string) => /^tables\/([a-z_]{1,60})\/\d{6}\.ndjson$/.exec(name)?.[1] ?? null;

export const blobName = ({ tenantId, sha256 }: BlobName) => `blobs/${tenantId}/${sha256}`;

export function blobOf(name: string): BlobName | null {
  const [folder, tenantId, sha256, ...rest] = name.split("/");
  const parsed = BlobName.safeParse({ tenantId, sha256 });
  return folder === "blobs" && rest.length === 0 && parsed.success ? parsed.data : null;
}
