import { useTranslation } from "react-i18next";
import { carTitle } from "#renderer/ui/car-names.ts";
import { formatCivilDate } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { NewCar, ReviewGroup } from "./review-groups.ts";

/** What a group is called and why it is one, in the user's words. */
export function useGroupWords() {
  const { t } = useTranslation("intake");
  const locale = useLocale();

  /** The large word: what a dealer calls the car. */
  const titleOf = ({ car }: ReviewGroup): string => {
    switch (car.type) {
      case "known":
      case "binned":
      case "restored":
        return car.car.vehicle.stockNumber || carTitle(car.car.vehicle) || t("carWithoutName");
      case "new":
        return t("newCar");
      case "undecided":
        return car.named?.stockNumber ?? t("whichCar");
      case "leftOut":
        return t("leftOutGroup");
      default:
        return car satisfies never;
    }
  };
  /** What else tells the car; '' where there is nothing. */
  const subtitleOf = ({ car }: ReviewGroup): string => {
    if ("car" in car) return car.car.vehicle.stockNumber ? carTitle(car.car.vehicle) : "";
    if (car.type === "new") return car.newCar.vin ? `${t("vin")} ${car.newCar.vin}` : car.newCar.stockNumber;
    return "";
  };
  const reasonOf = (group: ReviewGroup): string => {
    const { reason, labelTakenAt, pause } = group;
    if (group.car.type === "leftOut") return t("leftOutText");
    const unknown = unknownOf(group);
    if (unknown?.stockNumber) return t("reason.newStock", { text: unknown.stockNumber });
    if (unknown?.vin) return t("reason.newVin", { text: unknown.vin });
    if (reason.type === "code" && labelTakenAt) return t("reason.codeAt", { time: clockOf(labelTakenAt) });
    if (reason.type !== "gap") return t(`reason.${reason.type}`, { text: reason.text });
    if (pause === null || pause < minute) return t("reason.gapFirst", { time: clockOf(reason.text) });
    if (pause > longestPause)
      return t("reason.takenOn", { date: formatCivilDate(reason.text.slice(0, 10), locale) });
    return pause < hour
      ? t("pauseMinutes", { count: Math.round(pause / minute) })
      : t("pauseHours", { count: Math.round(pause / hour) });
  };
  return {
    titleOf,
    subtitleOf,
    reasonOf,
    nameOf: (group: ReviewGroup) => [titleOf(group), subtitleOf(group)].filter(Boolean).join(" "),
  };
}

/** What a label calls a car that is not in the inventory. */
function unknownOf({ car, reason }: ReviewGroup): NewCar | null {
  if (car.type === "undecided") return car.named;
  return car.type === "new" && reason.type === "code" ? car.newCar : null;
}

/** In seconds. */
const minute = 60;
const hour = 3600;
/** After a longer one nobody goes on with the same car, and what counts is the day. */
const longestPause = 8 * hour;

/** "10:42" of the camera's clock, which has no time zone. */
function clockOf(capturedAt: string): string {
  return capturedAt.slice(11, 16);
}
