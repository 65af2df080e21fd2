import { useDroppable } from "@dnd-kit/core";
import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowMergeAltLeft,
  IconCar,
  IconDots,
  IconEyeOff,
  IconHelpCircle,
  IconPlus,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { CarCover } from "#renderer/ui/car-picker.tsx";
import type { ImportView } from "./import-store.ts";
import type { DropTarget } from "./review-drag.tsx";
import type { ReviewGroup } from "./review-groups.ts";
import type { Measures, Strip } from "./review-layout.ts";
import classes from "./review-strips.module.css";
import { ReviewTile } from "./review-tile.tsx";
import { useGroupWords } from "./review-words.ts";
import type { ReviewDesk } from "./use-review-desk.ts";
import type { Review } from "./use-review.ts";

interface ReviewStripProps {
  strip: Strip;
  above: ReviewGroup | null;
  top: number;
  lines: readonly number[];
  measures: Measures;
  view: ImportView;
  review: Review;
  desk: ReviewDesk;
  onLook: (photoId: string) => void;
}

/** One car of the card: what it is and why on the left, its photos beside it. */
export function ReviewStrip(props: ReviewStripProps) {
  const { strip, above, top, lines, measures, view, review, desk, onLook } = props;
  const { group } = strip;
  const { t } = useTranslation("intake");
  const { nameOf } = useGroupWords();
  const name = nameOf(group);
  const target: DropTarget = { type: "group", group };
  const { setNodeRef, isOver } = useDroppable({ id: `group ${group.key}`, data: target });
  const leftOutById = new Map(group.photos.map(({ photoId, leftOut }) => [photoId, leftOut]));
  const { ids, current } = desk.selection;
  const reachable = current ?? review.groups[0]?.photos[0]?.photoId;

  return (
    <section
      ref={setNodeRef}
      className={classes.strip}
      data-strip={group.key}
      data-type={group.car.type}
      data-over={isOver || undefined}
      aria-label={t("groupOf", { car: name })}
      // No transform: what is measured as a place to drop on would be without it.
      style={{ top, height: strip.height }}
    >
      <StripHead group={group} name={name} above={above} review={review} desk={desk} />
      {lines.map((line) => (
        <div
          key={line}
          className={classes.line}
          style={{
            top: strip.topOf(line),
            height: measures.tileHeight,
            left: measures.headWidth,
            gridTemplateColumns: `repeat(${measures.lanes}, ${measures.tileWidth}px)`,
          }}
        >
          {strip.photosOf(line).map((photoId) => {
            const item = view.items.get(photoId);
            return (
              item && (
                <ReviewTile
                  key={photoId}
                  item={item}
                  leftOut={leftOutById.get(photoId) ?? null}
                  groupName={name}
                  selected={ids.has(photoId)}
                  current={photoId === current}
                  reachable={photoId === reachable}
                  onClick={desk.click}
                  onFocus={desk.stand}
                  onLook={onLook}
                />
              )
            );
          })}
        </div>
      ))}
    </section>
  );
}

interface StripHeadProps {
  group: ReviewGroup;
  name: string;
  above: ReviewGroup | null;
  review: Review;
  desk: ReviewDesk;
}

function StripHead({ group, name, above, review, desk }: StripHeadProps) {
  const { t } = useTranslation(["intake", "common"]);
  const { titleOf, subtitleOf, reasonOf } = useGroupWords();
  const reason = reasonOf(group);
  const { type } = group.car;
  const named = type === "undecided" ? group.car.named : null;
  const isBinned = type === "binned" || type === "restored";
  const photos = t("common:photo", { count: group.photos.length });
  const BinIcon = type === "restored" ? IconArrowBackUp : IconTrash;
  return (
    <div className={classes.head}>
      <div className={classes.car}>
        <CarMark group={group} />
        <div className={classes.carWords}>
          <div className={classes.titleLine}>
            <h3 className={classes.carTitle} title={titleOf(group)} data-selectable>
              {titleOf(group)}
            </h3>
            {isBinned && (
              <span className={classes.bin} data-type={type}>
                <BinIcon size={12} aria-hidden />
                {t(type)}
              </span>
            )}
          </div>
          <p className={classes.carName} title={subtitleOf(group)} data-selectable>
            {subtitleOf(group) || photos}
          </p>
        </div>
      </div>
      <p className={classes.reason} title={reason}>
        {subtitleOf(group) ? `${photos} · ${reason}` : reason}
      </p>
      <div className={classes.headActs}>
        {named && (
          <Button
            size="compact-xs"
            title={t("beginCarHint", { car: name })}
            aria-label={t("beginCar", { car: name })}
            onClick={() => review.acts.setCar(group, "new")}
          >
            {t("newCar")}
          </Button>
        )}
        {type === "binned" && (
          <Button
            size="compact-xs"
            title={t("restoreCarHint", { car: name })}
            aria-label={t("restoreCar", { car: name })}
            onClick={() => review.acts.restore(group)}
          >
            {t("common:restore")}
          </Button>
        )}
        {type !== "leftOut" && (
          <Button
            size="compact-xs"
            variant={type === "undecided" && !named ? "filled" : "default"}
            onClick={() => desk.pick({ type: "group", group })}
          >
            {type === "undecided" ? t("chooseCar") : t("changeCar")}
          </Button>
        )}
        <StripMenu group={group} name={name} above={above} review={review} />
      </div>
    </div>
  );
}

function CarMark({ group: { car } }: { group: ReviewGroup }) {
  const { photoBase } = useDesk();
  if ("car" in car) return <CarCover car={car.car} photoBase={photoBase} />;
  const Icon = { new: IconPlus, undecided: IconHelpCircle, leftOut: IconEyeOff }[car.type];
  return (
    <span className={classes.carMark} data-type={car.type}>
      <Icon size={20} stroke={1.5} aria-hidden />
    </span>
  );
}

function StripMenu({ group, name, above, review: { acts } }: Omit<StripHeadProps, "desk">) {
  const { t } = useTranslation("intake");
  const isOut = group.car.type === "leftOut";
  return (
    <Menu position="bottom-start" zIndex={310}>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t("groupMenu", { car: name })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isOut && group.car.type !== "new" && (
          <Menu.Item
            leftSection={<IconCar size={16} aria-hidden />}
            onClick={() => acts.setCar(group, "new")}
          >
            {t("makeNewCar")}
          </Menu.Item>
        )}
        {!isOut && above && (
          <Menu.Item
            leftSection={<IconArrowMergeAltLeft size={16} aria-hidden />}
            onClick={() => acts.move(group, above)}
          >
            {t("mergeAbove")}
          </Menu.Item>
        )}
        {isOut ? (
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => acts.putBack(group)}
          >
            {t("putAllBack")}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconEyeOff size={16} aria-hidden />} onClick={() => acts.leaveOut(group)}>
            {t("leaveAllOut")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
