import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { CarPicker } from "#renderer/ui/car-picker.tsx";
import { useGroupWords } from "./review-words.ts";
import type { ReviewDesk } from "./use-review-desk.ts";
import type { PickedCar, Review } from "./use-review.ts";

/** Asks for the car of photos or of a group; what is on the same card comes first. */
export function ReviewPicker({ review: { groups, acts }, desk }: { review: Review; desk: ReviewDesk }) {
  const { t } = useTranslation(["intake", "common"]);
  const { nameOf, reasonOf } = useGroupWords();
  const { picking } = desk;
  const { photoBase } = useDesk();
  const { cars } = useLive(useReplica().inventory);
  const first = useMemo(() => groups.flatMap(({ car }) => (car.type === "known" ? [car.car] : [])), [groups]);
  if (!picking) return null;

  const pick = (car: PickedCar) => {
    if (picking.type === "group") acts.setCar(picking.group, car);
    else acts.moveToCar(picking.photoIds, car);
    desk.clear();
  };
  const others = groups.filter(({ car }) => car.type !== "known" && car.type !== "leftOut");
  return (
    <CarPicker
      title={
        picking.type === "group" ? t("chooseCarTitle") : t("moveToTitle", { count: picking.photoIds.length })
      }
      cars={cars}
      photoBase={photoBase}
      first={first}
      others={
        picking.type === "group"
          ? []
          : others.map((group) => ({
              key: group.key,
              label: nameOf(group),
              hint: `${t("common:photo", { count: group.photos.length })} · ${reasonOf(group)}`,
              onPick: () => {
                acts.move(picking.photoIds, group);
                desk.clear();
              },
            }))
      }
      onPick={({ id }) => pick({ vehicleId: id })}
      onNew={() => pick("new")}
      zIndex={320}
      onClose={() => desk.pick(null)}
    />
  );
}
