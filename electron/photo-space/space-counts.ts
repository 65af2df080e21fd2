import type { PhotoSpace } from "#shared/contract/photo-space.ts";
import type { PhotoFileIndex } from "./photo-files.ts";
import type { StoreContents } from "./store-contents.ts";

interface Counted {
  readonly contents: Pick<StoreContents, "all" | "bytes">;
  readonly files: Pick<PhotoFileIndex, "tierOf">;
  readonly atHub: { has(sha256: string): boolean };
}

type SpaceCounts = Pick<PhotoSpace, "kinds" | "used" | "notAtHub">;

/** What lies in the store, by what it is of use for. */
export function countSpace({ contents, files, atHub }: Counted): SpaceCounts {
  const none = () => ({ files: 0, bytes: 0 });
  const kinds = { thumbnail: none(), medium: none(), large: none(), original: none(), other: none() };
  const notAtHub = none();
  const add = (share: { files: number; bytes: number }, bytes: number) => {
    share.files += 1;
    share.bytes += bytes;
  };
  for (const [sha256, { bytes }] of contents.all()) {
    const tier = files.tierOf(sha256);
    add(kinds[tier ?? "other"], bytes);
    if (tier !== null && !atHub.has(sha256)) add(notAtHub, bytes);
  }
  return { kinds, used: contents.bytes, notAtHub };
}
