import { useMemo } from "react";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import type { Photo } from "#shared/model/photo.ts";
import { judged, photoFindings, type PhotoStack, stacksOf } from "#shared/rules/photo-findings.ts";

export interface Judgement {
  /** Kinds of findings by photo, apart by spaces; no entry for none. */
  readonly marks: ReadonlyMap<string, string>;
  readonly likenesses: readonly PhotoStack[];
}

/** What should be known of a car's photos before they are published, whatever the channel. */
export function useJudgement(entries: readonly PhotoEntry[]): Judgement {
  return useMemo(
    () => ({
      marks: new Map(
        entries.flatMap(({ id, photo }) => {
          const marks = photoFindings(judged(photo), null).map(({ kind }) => kind);
          return marks.length > 0 ? [[id, marks.join(" ")] as const] : [];
        }),
      ),
      likenesses: likenessesOf(entries),
    }),
    [entries],
  );
}

export function likenessesOf(entries: readonly PhotoEntry[]): PhotoStack[] {
  return stacksOf(entries.map(({ id, photo }) => ({ ...stackedFacts(photo), id })));
}

function stackedFacts(photo: Photo) {
  return {
    ...judged(photo),
    perceptualHash: photo.perceptualHash,
    capturedAt: photo.capturedAt,
  };
}
