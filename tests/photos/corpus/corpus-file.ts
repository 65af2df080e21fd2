import type { PhotoFailure } from "#shared/contract/photo-import.ts";
import type { PhotoFile } from "#shared/model/photo.ts";
import type { Quarters } from "./quarters.ts";

/** A file that a card may hold, and what importing it has to come to. */
export interface CorpusFile {
  /** Each has a folder of its own, so that names may be anything. */
  readonly name: string;
  readonly content: () => Promise<Buffer> | Buffer;
  /** Shown, shown with a warning, or refused with a sentence of the window's. */
  readonly outcome: "shown" | "damaged" | PhotoFailure;
  /** What the upright picture shows, and how many steps of 255 it may be off. */
  readonly colors?: { readonly are: Quarters; readonly within: number };
  readonly file?: PartialPhoto;
}

/** What else is known of the photo. */
type PartialPhoto = Partial<Omit<PhotoFile, "original">> & {
  readonly original?: Partial<PhotoFile["original"]>;
};
