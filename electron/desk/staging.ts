import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import * as z from "zod";
import type { Log } from "../log.ts";
import type { PhotoService } from "../photos/photo-service.ts";
import { sleep } from "../sync/bell.ts";
import { writeDurably } from "./durable-file.ts";

/** Files that main made only so that they can be imported: drops of a browser, drawings of the sample lot. */
export interface Staging {
  readonly drawings: string;
  /** The folder of its own that a dropped file lies in; null for files that are none of ours. */
  rootOf(path: string): string | null;
  /** A new folder of its own for one dropped file. */
  placeForDrop(): Promise<string>;
  /**
   * Keeps these of our files until the import is over, and what of them was refused until that was dismissed; files of the
   * user's are none of ours. Said before the import begins, so that no kill in between leaves an import without its files.
   */
  claim(importId: string, paths: readonly string[]): Promise<void>;
  /** The import did not begin, or is over. */
  release(importId: string): Promise<void>;
  /** Removes what no open import needs any more; ends when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

const Claim = z.object({ paths: z.array(z.string()) });

/** Milliseconds after start when what earlier runs left is removed; by then every open import is known. */
const sweepAfter = 60_000;
/** File systems tell time in steps of up to two seconds. */
const clockGrain = 2_000;

export async function openStaging(options: {
  folder: string;
  photos: Pick<PhotoService, "imports" | "refusals">;
  log: Log;
}): Promise<Staging> {
  const dropped = join(options.folder, "dropped");
  const drawings = join(options.folder, "drawings");
  const claimFolder = join(dropped, "claims");
  await Promise.all([claimFolder, drawings].map((folder) => mkdir(folder, { recursive: true })));
  const startedAt = Date.now() - clockGrain;
  const claims = await readClaims(claimFolder);
  const earlier = [...claims.keys()];
  const open = new Set<string>();
  const isOurs = (path: string) => path.startsWith(dropped + sep) || path.startsWith(drawings + sep);
  const refused = () =>
    options.photos.refusals.files.get().flatMap(({ file: { path, companion } }) => [path, companion ?? path]);
  const isClaimed = (path: string) =>
    claims.values().some((paths) => paths.includes(path)) || refused().includes(path);

  const release = async (importId: string) => {
    const paths = claims.get(importId) ?? [];
    claims.delete(importId);
    await Promise.all(paths.filter((path) => !isClaimed(path)).map((path) => rm(path, { force: true })));
    await rm(join(claimFolder, `${importId}.json`), { force: true });
  };
  const sweep = async () => {
    for (const importId of earlier) if (!open.has(importId)) await release(importId);
    for (const folder of [dropped, drawings])
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        if (
          path === claimFolder ||
          (await isYoung(path, startedAt)) ||
          isNeeded(path, [...claims.values(), refused()])
        )
          continue;
        await rm(path, { recursive: true, force: true });
      }
  };

  return {
    drawings,
    release,
    rootOf(path) {
      if (!path.startsWith(dropped + sep)) return null;
      const [place = ""] = path.slice(dropped.length + 1).split(sep);
      return join(dropped, place);
    },
    async placeForDrop() {
      const place = join(dropped, randomUUID());
      await mkdir(place);
      return place;
    },
    async claim(importId, paths) {
      const ours = paths.filter(isOurs);
      if (ours.length === 0) return;
      claims.set(importId, ours);
      await writeDurably(join(claimFolder, `${importId}.json`), JSON.stringify({ paths: ours }));
    },
    async run(signal) {
      const sweeping = sleep(sweepAfter, signal).then(() => (signal.aborted ? undefined : sweep()));
      for await (const event of options.photos.imports(signal)) {
        if (event.type === "import") open.add(event.import.importId);
        if (event.type !== "closed") continue;
        open.delete(event.importId);
        await release(event.importId);
      }
      await sweeping.catch((error: unknown) => void options.log.error("staged files were not swept", error));
    },
  };
}

function isNeeded(path: string, claims: readonly (readonly string[])[]): boolean {
  return claims.some((paths) => paths.some((one) => one === path || one.startsWith(path + sep)));
}

async function isYoung(path: string, startedAt: number): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return !found || found.mtimeMs >= startedAt;
}

async function readClaims(folder: string): Promise<Map<string, readonly string[]>> {
  const claims = new Map<string, readonly string[]>();
  for (const name of await readdir(folder)) {
    const claim = await readFile(join(folder, name), "utf8")
      .then((text) => Claim.parse(JSON.parse(text)))
      .catch(() => null);
    if (claim) claims.set(name.replace(/\.json$/, ""), claim.paths);
  }
  return claims;
}
