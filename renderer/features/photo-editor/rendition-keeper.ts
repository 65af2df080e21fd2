import type { StoreApi } from "zustand/vanilla";
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
  /** How far it is, and what it is to leave alone. */
  readonly keeping: StoreApi<Keeping>;
  /** Milliseconds after which what could not be rendered is tried again. */
  readonly retryAfter?: number;
}

export interface Keeping {
  /** What was rendered since there last was nothing to do, of all that came up since then; null where nothing is to do. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** Photos that are to stay as they are for as long as this window lives, by `nameOf`. */
  readonly left: ReadonlySet<string>;
}

/** Milliseconds that the library takes to tell of what was kept; until then its photo looks unmade. */
const settling = 2000;

/**
 * Sees to it that every edited photo gets renditions with its edits, one at a time, until the signal aborts. What is still to
 * be done is read from the photos themselves, so nothing is lost when the window closes in between.
 */
export async function keepRenditions(dependencies: KeeperDependencies, signal: AbortSignal): Promise<void> {
  const { library, keeping, retryAfter = 60_000 } = dependencies;
  const notBefore = new Map<string, number>();
  const failed = new Set<string>();
  let done = 0;
  while (!signal.aborted) {
    const now = Date.now();
    for (const [name, time] of notBefore) if (time <= now) notBefore.delete(name);
    const { left } = keeping.getState();
    const waiting = waitingPhotos(library.get()).filter(
      (photo) => !notBefore.has(nameOf(photo)) && !left.has(nameOf(photo)),
    );
    // What failed is tried on and on, as the picture may come from another desk, and nobody waits for that.
    const fresh = waiting.filter((photo) => !failed.has(nameOf(photo))).length;
    if (fresh === 0) done = 0;
    if (fresh > 0 || keeping.getState().progress !== null)
      keeping.setState({ progress: fresh === 0 ? null : { done, total: done + fresh } });
    // The latest imported first: it is the one that somebody works on.
    const photo = waiting.at(-1);
    if (photo) {
      const name = nameOf(photo);
      const isKept = await isRendered(dependencies, photo, signal);
      if (!failed.has(name)) done += 1;
      if (isKept) failed.delete(name);
      else failed.add(name);
      notBefore.set(name, Date.now() + (isKept ? settling : retryAfter));
    } else
      await changeOf(
        library,
        Math.min(retryAfter, ...[...notBefore.values()].map((time) => time - now)),
        signal,
      );
  }
}

/** Leaves what waits as it is, for as long as this window lives; a photo that gets other edits is rendered all the same. */
export function leaveWaiting({ library, keeping }: Pick<KeeperDependencies, "library" | "keeping">): void {
  const names = waitingPhotos(library.get()).map(nameOf);
  keeping.setState(({ left }) => ({ left: new Set([...left, ...names]), progress: null }));
}

function waitingPhotos({
  ready,
  photos,
}: ReturnType<KeeperDependencies["library"]["get"]>): readonly KeptPhoto[] {
  return ready ? photos.filter((photo) => photo.isEditedStale && photo.deletedAt === null) : [];
}

const names = new WeakMap<KeptPhoto, string>();

/** A photo with other edits is tried at once, whatever became of the last ones. */
function nameOf(photo: KeptPhoto): string {
  const name = names.get(photo) ?? `${photo.id} ${canonicalJson(photo.edits)}`;
  names.set(photo, name);
  return name;
}

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
