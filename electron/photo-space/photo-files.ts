import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Envelope } from "#shared/model/envelope.ts";
import { Photo } from "#shared/model/photo.ts";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import { isMissing, writeDurably } from "../desk/durable-file.ts";
import type { Log } from "../log.ts";

/** What a file of a photo is of use for. The smaller it is, the sooner it is needed again. */
const fileTiers = ["thumbnail", "medium", "large", "original"] as const;
type FileTier = (typeof fileTiers)[number];

/** The files of one photo document. */
export interface PhotoFiles {
  readonly photoId: string;
  readonly vehicleId: string;
  readonly importedAt: string;
  /** Neither in the bin nor deleted for good. */
  readonly isLive: boolean;
  /** By tier: what is on show, what lies under its edits, the RAW beside the original. */
  readonly hashes: readonly (readonly string[])[];
}

/**
 * The files of every photo document that this desk has seen, over restarts. As hints only: a blob that is not known here is
 * simply kept. So it is written without waiting for the disk, a line for each document that changed.
 */
export interface PhotoFileIndex extends AsyncDisposable {
  notice(documents: readonly Envelope[]): void;
  /** Of a small picture that is several renditions at once, the smallest one's; null where it is no photo's. */
  tierOf(sha256: string): FileTier | null;
  all(): Iterable<PhotoFiles>;
  onChange(listener: () => void): () => void;
}

export async function openPhotoFileIndex(file: string, log: Log): Promise<PhotoFileIndex> {
  await mkdir(dirname(file), { recursive: true });
  const lines = await read(file);
  const photos = new Map(lines.map((photo) => [photo.photoId, photo]));
  const tiers = new Map<string, number>();
  const listeners = new Set<() => void>();
  let written = lines.length;
  let work: Promise<void> = Promise.resolve();
  const write = (act: () => Promise<void>) => {
    work = work.then(act).catch((error: unknown) => void log.error("photo files were not noted", error));
  };
  const rank = ({ hashes }: PhotoFiles) => {
    for (const [tier, own] of hashes.entries())
      for (const sha256 of own) tiers.set(sha256, Math.min(tier, tiers.get(sha256) ?? tier));
  };
  photos.values().forEach(rank);

  return {
    notice(documents) {
      const fresh = documents.flatMap((document) => filesOf(document, photos));
      const changed = fresh.filter((one) => lineOf(one) !== lineOf(photos.get(one.photoId)));
      if (changed.length === 0) return;
      for (const photo of changed) {
        photos.set(photo.photoId, photo);
        rank(photo);
      }
      written += changed.length;
      write(() => appendFile(file, changed.map((photo) => `${lineOf(photo)}\n`).join("")));
      for (const listener of listeners) listener();
    },
    tierOf(sha256) {
      const tier = tiers.get(sha256);
      return tier === undefined ? null : fileTiers[tier]!;
    },
    all: () => photos.values(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      const whole = () => Array.from(photos.values(), (one) => `${lineOf(one)}\n`).join("");
      if (written > 2 * photos.size) write(() => writeDurably(file, whole()));
      await work;
    },
  };
}

/** One that was deleted for good keeps its files, so that they can go. */
function filesOf(document: Envelope, known: ReadonlyMap<string, PhotoFiles>): PhotoFiles[] {
  const { id, kind, data, _deleted: isDeleted } = document;
  if (kind !== "photo") return [];
  const parsed = Photo.safeParse(data);
  const before = known.get(id);
  if (!parsed.success) return isDeleted && before ? [{ ...before, isLive: false }] : [];
  const photo = parsed.data;
  const { original, companion, renditions } = photo;
  const shown = renditionsOf(photo);
  const both = (size: 320 | 800 | 1920) => [...new Set([shown[size].sha256, renditions[size].sha256])];
  return [
    {
      photoId: id,
      vehicleId: photo.vehicleId,
      importedAt: photo.importedAt,
      isLive: !isDeleted && photo.deletedAt === null,
      hashes: [both(320), both(800), both(1920), [original.sha256, ...(companion ? [companion.sha256] : [])]],
    },
  ];
}

function lineOf(photo: PhotoFiles | undefined): string {
  if (!photo) return "";
  const { photoId, vehicleId, importedAt, isLive, hashes } = photo;
  const tiers = hashes.map((own) => own.join(","));
  return [photoId, vehicleId, importedAt, isLive ? "live" : "gone", ...tiers].join(" ");
}

function photoOf(line: string): PhotoFiles[] {
  const [photoId, vehicleId, importedAt, life, ...tiers] = line.split(" ");
  const hashes = tiers.map((own) => own.split(",").filter((hash) => /^[0-9a-f]{64}$/.test(hash)));
  // The last line may be torn.
  if (!photoId || !vehicleId || !importedAt || hashes.length !== fileTiers.length) return [];
  if (hashes.some((own) => own.length === 0)) return [];
  return [{ photoId, vehicleId, importedAt, isLive: life === "live", hashes }];
}

async function read(file: string): Promise<PhotoFiles[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (isMissing(error)) return "";
    throw error;
  });
  return text.split("\n").flatMap(photoOf);
}
