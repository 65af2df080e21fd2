import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { formatCount } from "#renderer/ui/format.ts";
import { CarsTable } from "./cars-table.tsx";
import classes from "./cars-step.module.css";
import type { OpenList } from "./list-store.ts";
import { useStockList } from "./stock-list-context.tsx";
import { groupOf, type ListWords, type RowGroup } from "./words.ts";

interface StepProps {
  list: OpenList;
  words: ListWords;
}

const groups = ["new", "update", "same", "fix", "leftOut"] as const satisfies readonly RowGroup[];

/** Every row as the car that it will be, and what is to be said of it. */
export function CarsStep({ list, words }: StepProps) {
  const { plan, choices } = list;
  const [chosen, setChosen] = useState<RowGroup | "all">("all");
  const byGroup = useMemo(() => Map.groupBy(plan, (row) => groupOf(row, choices)), [plan, choices]);
  const shown = chosen === "all" ? plan : (byGroup.get(chosen) ?? []);
  return (
    <div className={classes.step}>
      <div className={classes.bar}>
        <div className={classes.groups} role="group" aria-label={words.t("groupsLabel")}>
          <GroupChip group="all" count={plan.length} chosen={chosen} onChoose={setChosen} words={words} />
          {groups.map((group) => (
            <GroupChip
              key={group}
              group={group}
              count={byGroup.get(group)?.length ?? 0}
              chosen={chosen}
              onChoose={setChosen}
              words={words}
            />
          ))}
        </div>
        <Choices list={list} words={words} />
      </div>
      <CarsTable list={list} rows={shown} words={words} />
    </div>
  );
}

interface GroupChipProps {
  group: RowGroup | "all";
  count: number;
  chosen: RowGroup | "all";
  onChoose: (group: RowGroup | "all") => void;
  words: ListWords;
}

function GroupChip({ group, count, chosen, onChoose, words: { t, locale } }: GroupChipProps) {
  return (
    <button
      type="button"
      className={classes.group}
      data-tone={group === "fix" && count > 0 ? "bad" : undefined}
      data-empty={count === 0 || undefined}
      aria-pressed={chosen === group}
      onClick={() => onChoose(group)}
    >
      {t(`groups.${group}`)} <span className={classes.count}>{formatCount(count, locale)}</span>
    </button>
  );
}

/** What is done with cars that are here and with cells that cannot be read; asked only where there are such. */
function Choices({ list, words: { t } }: StepProps) {
  const { acts } = useStockList().store;
  const hasKnown = list.plan.some(({ verdict }) => verdict === "update");
  const hasBad = list.plan.some(({ bad }) => bad.length > 0);
  return (
    <div className={classes.choices}>
      {hasKnown && (
        <div className={classes.choice}>
          <span>{t("known")}</span>
          <SegmentedControl
            aria-label={t("known")}
            value={list.choices.known}
            data={[
              { value: "update", label: t("knownUpdate") },
              { value: "leave", label: t("knownLeave") },
            ]}
            onChange={(known) => acts.setKnown(known)}
          />
        </div>
      )}
      {hasBad && (
        <div className={classes.choice}>
          <span>{t("badCells")}</span>
          <SegmentedControl
            aria-label={t("badCells")}
            value={list.badCells}
            data={[
              { value: "leaveOut", label: t("badLeaveOut") },
              { value: "leaveEmpty", label: t("badLeaveEmpty") },
            ]}
            onChange={(badCells) => acts.setBadCells(badCells)}
          />
        </div>
      )}
    </div>
  );
}
