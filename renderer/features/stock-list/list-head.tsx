import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChevronRight, IconX } from "@tabler/icons-react";
import type { ListState } from "./list-store.ts";
import classes from "./stock-list-screen.module.css";
import { useStockList } from "./stock-list-context.tsx";
import type { ListWords } from "./words.ts";

interface ListHeadProps {
  state: ListState;
  fileName: string;
  words: ListWords;
  onClose: () => void;
}

const steps = ["columns", "cars"] as const;

/** Which list it is, and how far one is with it. */
export function ListHead({ state, fileName, words: { t }, onClose }: ListHeadProps) {
  const { acts } = useStockList().store;
  const isOpen = state.kind === "columns" || state.kind === "cars";
  return (
    <header className={classes.head}>
      <Tooltip label={t("close")} zIndex={320}>
        <ActionIcon aria-label={t("close")} disabled={state.kind === "importing"} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <h2 className={classes.fileName} title={fileName}>
        {fileName}
      </h2>
      {"list" in state && state.list.plan.length > 0 && (
        <span className={classes.soft}>{t("rows", { count: state.list.plan.length })}</span>
      )}
      <span className={classes.space} />
      {isOpen && (
        <nav className={classes.steps} aria-label={t("steps")}>
          {steps.map((step, index) => (
            <span key={step} className={classes.step}>
              {index > 0 && <IconChevronRight size={14} aria-hidden />}
              <button
                type="button"
                aria-current={state.kind === step ? "step" : undefined}
                onClick={() => acts.goTo(step)}
              >
                {t(step === "columns" ? "stepColumns" : "stepCars")}
              </button>
            </span>
          ))}
        </nav>
      )}
    </header>
  );
}
