import type { TFunction } from "i18next";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { formatSince } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";

type Translate = TFunction<"sync">;
interface Telling {
  readonly t: Translate;
  readonly locale: Locale;
  readonly now: number;
}

/** The connection and what waits in one line, as the status bar says it. */
export function statusSentence(
  status: SyncStatus,
  /** Something was not taken, so that not all is saved. */
  isRefused: boolean,
  { t, locale, now }: Telling,
): string {
  if (status.reason === "deviceRemoved") return t("removed");
  const what = whatWaits(status, t);
  if (status.reason === "vaultLocked") return t("locked");
  if (status.reason === "moving") return t("moving");
  if (status.reason === "newHub") return t("newHub");
  if (status.connection === "offline") {
    const time = formatSince(status.since, locale, now);
    return what ? t("offlineWaiting", { time, what }) : t("offline", { time });
  }
  if (status.connection === "connecting") return what ? t("connectingWaiting", { what }) : t("connecting");
  if (what) return t("sending", { what });
  return status.picturesToFetch > 0
    ? t("fetching", { what: t("picture", { count: status.picturesToFetch }) })
    : t(isRefused ? "restSaved" : "allSaved");
}

/** "12 changes and 40 photos", or '' where nothing waits. */
function whatWaits(
  { changesWaiting, photosWaiting }: Pick<SyncStatus, "changesWaiting" | "photosWaiting">,
  t: Translate,
): string {
  const changes = changesWaiting > 0 ? t("change", { count: changesWaiting }) : "";
  const photos = photosWaiting > 0 ? t("photo", { count: photosWaiting }) : "";
  return changes && photos ? t("both", { changes, photos }) : changes || photos;
}
