import { Button, Popover } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCheck, IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import classes from "./shot-row.module.css";
import type { PhotoActs } from "./use-photo-acts.ts";
import { type NamedShot, useShotHint, useShots } from "./use-shots.ts";

interface ShotRowProps {
  readonly entries: readonly PhotoEntry[];
  readonly selected: readonly string[];
  readonly acts: PhotoActs;
}

const mostNamed = 3;

/** Which of the dealer's shots this car has, and which are missing. */
export function ShotRow({ entries, selected, acts }: ShotRowProps) {
  const { t } = useTranslation("photos");
  const shots = useShots();
  const counts = useMemo(() => countsOf(entries), [entries]);
  const [open, setOpen] = useLocalStorage({
    key: "photos.shotsOpen",
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  if (shots.length === 0) return null;
  const required = shots.filter((shot) => shot.required);
  const missing = required.filter(({ id }) => !counts.has(id));
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.row} aria-label={t("shotList")}>
      <button type="button" className={classes.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chevron size={14} aria-hidden />
        <span className={classes.title}>{t("shotList")}</span>
        <span>{t("shotsDone", { done: required.length - missing.length, total: required.length })}</span>
        {!open && (
          <span className={classes.missing} data-complete={missing.length === 0 || undefined}>
            <Missing shots={missing} />
          </span>
        )}
      </button>
      {open && (
        <ul className={classes.shots} title={t("shotsFilter")}>
          {shots.map((shot) => (
            <li key={shot.id}>
              <ShotChip shot={shot} count={counts.get(shot.id) ?? 0} selected={selected} acts={acts} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** "Missing: Engine, Tires and 2 more". */
function Missing({ shots }: { shots: readonly NamedShot[] }) {
  const { t } = useTranslation("photos");
  if (shots.length === 0) return t("shotsComplete");
  const named = shots
    .slice(0, shots.length > mostNamed + 1 ? mostNamed : shots.length)
    .map(({ name }) => name);
  const words = named.join(", ");
  const rest = shots.length - named.length;
  return t("shotsMissing", {
    shots: rest > 0 ? t("shotsMissingMore", { shots: words, count: rest }) : words,
  });
}

function ShotChip({
  shot,
  count,
  selected,
  acts,
}: {
  shot: NamedShot;
  count: number;
  selected: readonly string[];
  acts: PhotoActs;
}) {
  const { t } = useTranslation("photos");
  const hintOf = useShotHint();
  const [open, setOpen] = useState(false);
  const label =
    count > 0
      ? t("shotPresent", { shot: shot.name, count })
      : t(shot.required ? "shotMissing" : "shotMissingOptional", { shot: shot.name });
  const press = () => {
    if (acts.mayChange && selected.length > 0 && count === 0) acts.setShot(selected, shot);
    else setOpen(!open);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={280} withArrow>
      <Popover.Target>
        <button
          type="button"
          className={classes.chip}
          data-present={count > 0 || undefined}
          data-optional={!shot.required || undefined}
          aria-label={label}
          title={label}
          onClick={press}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !open) return;
            event.stopPropagation();
            setOpen(false);
          }}
        >
          {count > 0 && <IconCheck size={12} stroke={2.5} aria-hidden />}
          {shot.name}
          {count > 1 && <span className={classes.times}>{count}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.about}>
        <strong>{shot.name}</strong>
        <p>{hintOf(shot.id)}</p>
        {acts.mayChange && selected.length > 0 && (
          <Button
            size="compact-sm"
            onClick={() => {
              acts.setShot(selected, shot);
              setOpen(false);
            }}
          >
            {t("shotAssign", { count: selected.length })}
          </Button>
        )}
        {acts.mayChange && selected.length === 0 && <p className={classes.how}>{t("shotSelectFirst")}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}

function countsOf(entries: readonly PhotoEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { photo } of entries)
    if (photo.shot !== null) counts.set(photo.shot, (counts.get(photo.shot) ?? 0) + 1);
  return counts;
}
