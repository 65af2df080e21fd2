import { pause } from "#renderer/bridge/follow.ts";
import type { LiveValue } from "#renderer/replica/live-value.ts";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import type { EditedRenditions } from "#shared/model/photo.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";

/** What of the library's photos the keeper reads. */
export interface KeptPhoto {
  readonly id: string;
  readonly originalSha256: string;
  readonly fallback: string;
  readonly edits: PhotoEdits | null;
  readonly isEditedStale: boolean;
  readonly deletedAt: string | null;
}

export interface KeeperDependencies {
  readonly library: LiveValue<{ readonly ready: boolean; readonly photos: readonly KeptPhoto[] }>;
  render(
    order: { original: string; fallback: string; edits: PhotoEdits },
    signal: AbortSignal,
  ): Promise<EditedRenditions>;
  keep(photoId: string, edited: EditedRenditions): Promise<void>;
  /** Milliseconds after which what could not be rendered is tried again. */
  readonly retryAfter?: number;
}

/** Milliseconds that the library takes to tell of what was kept; until then its photo looks unmade. */
const settling = 2000;

/**
 * Sees to it that every edited photo gets renditions with its edits, one at a time, until the signal aborts. What is still to
 * be done is read from the photos themselves, so nothing is lost when the window closes in between.
 */
export async function keepRenditions(dependencies: KeeperDependencies, signal: AbortSignal): Promise<void> {
  const { library, retryAfter = 60_000 } = dependencies;
  const notBefore = new Map<string, number>();
  while (!signal.aborted) {
    const now = Date.now();
    for (const [name, time] of notBefore) if (time <= now) notBefore.delete(name);
    const photo = nextToRender(library.get(), notBefore);
    if (photo) {
      const isKept = await isRendered(dependencies, photo, signal);
      notBefore.set(nameOf(photo), Date.now() + (isKept ? settling : retryAfter));
    } else
      await changeOf(
        library,
        Math.min(retryAfter, ...[...notBefore.values()].map((time) => time - now)),
        signal,
      );
  }
}

/** The latest imported first: it is the one that somebody works on. */
function nextToRender(
  { ready, photos }: ReturnType<KeeperDependencies["library"]["get"]>,
  notBefore: ReadonlyMap<string, number>,
): KeptPhoto | undefined {
  if (!ready) return undefined;
  return photos.findLast(
    (photo) =>
      photo.isEditedStale &&
      photo.deletedAt === null &&
      (notBefore.size === 0 || !notBefore.has(nameOf(photo))),
  );
}

/** A photo with other edits is tried at once, whatever became of the last ones. */
const nameOf = ({ id, edits }: KeptPhoto) => `${id} ${canonicalJson(edits)}`;

/** Quiet where it fails: the picture is on another desk, broken or the disk is full, and the photo shows what it had. */
async function isRendered(
  { render, keep }: KeeperDependencies,
  { id, originalSha256, fallback, edits }: KeptPhoto,
  signal: AbortSignal,
): Promise<boolean> {
  if (!edits) return false;
  try {
    await keep(id, await render({ original: originalSha256, fallback, edits }, signal));
    return true;
  } catch {
    return false;
  }
}

/** Resolves at the next change, or after so many milliseconds. */
async function changeOf(live: LiveValue<unknown>, millis: number, signal: AbortSignal): Promise<void> {
  const changed = new AbortController();
  const stop = live.subscribe(() => changed.abort());
  await pause(millis, AbortSignal.any([signal, changed.signal]));
  stop();
}
