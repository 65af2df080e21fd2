import type { TFunction } from "i18next";
import type { Shot } from "#shared/model/shot-list.ts";
import type { Locale } from "#renderer/ui/locale.ts";

/** What cards need to speak, handed down once so that none of them subscribes to anything. */
export interface LibraryWords {
  readonly t: TFunction<"library">;
  readonly common: TFunction;
  readonly locale: Locale;
  /** Where pictures are: `<photoBase><sha256>`. */
  readonly photoBase: string;
  /** The dealer's shots by their id. */
  readonly shots: ReadonlyMap<string, Shot>;
  /** Unix milliseconds, for the days that are left in the bin. */
  readonly now: number;
}
