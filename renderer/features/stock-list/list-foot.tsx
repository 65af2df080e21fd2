import { Button } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconCheck } from "@tabler/icons-react";
import { useMemo } from "react";
import { isTaken } from "#shared/rules/stock-list-plan.ts";
import type { ListState, OpenList } from "./list-store.ts";
import classes from "./stock-list-screen.module.css";
import { useStockList } from "./stock-list-context.tsx";
import type { ListWords } from "./words.ts";

interface ListFootProps {
  state: Extract<ListState, { kind: "columns" | "cars" }>;
  words: ListWords;
}

/** What happens next, said by the button that does it. */
export function ListFoot({ state: { kind, list }, words }: ListFootProps) {
  const { t } = words;
  const { acts } = useStockList().store;
  const { added, updated } = useCounts(list);
  return (
    <footer className={classes.foot}>
      <span className={classes.soft} role="status">
        {list.isPlanning ? t("working") : t("safeHint")}
      </span>
      <span className={classes.space} />
      {kind === "columns" ? (
        <Button
          data-autofocus
          rightSection={<IconArrowRight size={16} aria-hidden />}
          onClick={() => acts.goTo("cars")}
        >
          {t("look")}
        </Button>
      ) : (
        <>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={() => acts.goTo("columns")}
          >
            {t("stepColumns")}
          </Button>
          <Button
            data-autofocus
            loading={list.isPlanning}
            disabled={added + updated === 0}
            leftSection={<IconCheck size={16} aria-hidden />}
            onClick={() => void acts.takeIn()}
          >
            {actWord(added, updated, words)}
          </Button>
        </>
      )}
    </footer>
  );
}

function useCounts({ plan, choices }: OpenList) {
  return useMemo(() => {
    const taken = plan.filter((row) => isTaken(row, choices));
    const updated = taken.filter(({ verdict }) => verdict === "update").length;
    return { added: taken.length - updated, updated };
  }, [plan, choices]);
}

/** "Add 40 cars, update 3". */
function actWord(added: number, updated: number, { t }: ListWords): string {
  if (added + updated === 0) return t("nothingToDo");
  if (updated === 0) return t("addCars", { count: added });
  if (added === 0) return t("updateCars", { count: updated });
  return t("addAndUpdate", { add: t("addCars", { count: added }), updates: updated });
}
