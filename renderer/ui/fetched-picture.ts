import type { PictureFetch } from "#shared/contract/photo-space.ts";

/** A picture that is looked at, and how it comes to this desk. */
export interface FetchedPicture {
  /** `asking` until main has said whether it is here; `stopped` where the person gave it up. */
  readonly standing: PictureFetch | { readonly type: "asking" | "stopped" };
  stop(): void;
  resume(): void;
}
