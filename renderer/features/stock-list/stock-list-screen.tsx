import { Button, Loader } from "@mantine/core";
import { IconFileAlert, IconPlayerStop } from "@tabler/icons-react";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { useStore } from "zustand";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { EmptyState } from "#renderer/ui/empty-state.tsx";
import { formatCount } from "#renderer/ui/format.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { CarsStep } from "./cars-step.tsx";
import { ColumnsStep } from "./columns-step.tsx";
import { ImportReportView } from "./import-report.tsx";
import { ListFoot } from "./list-foot.tsx";
import { ListHead } from "./list-head.tsx";
import type { ListState } from "./list-store.ts";
import type { Refusal } from "./list-text.ts";
import classes from "./stock-list-screen.module.css";
import { useStockList } from "./stock-list-context.tsx";
import { type ListWords, useListWords } from "./words.ts";

/** A stock list before its cars are on the lot: what its columns are, what becomes of its rows, and how it ended. */
export function StockListScreen() {
  const isShown = useShell((state) => state.stage?.type === "stockList");
  const { store } = useStockList();
  const state = useStore(store.state);
  return isShown && state.kind !== "closed" ? <OpenScreen state={state} /> : null;
}

type Open = Exclude<ListState, { kind: "closed" }>;

function OpenScreen({ state }: { state: Open }) {
  const words = useListWords();
  const close = useClosing(state, words);
  const fileName = "list" in state ? state.list.fileName : state.fileName;
  return (
    <OpenDialog
      onClose={close}
      closeOnEscape={false}
      fullScreen
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.content ?? "", body: classes.body ?? "" }}
      attributes={{ content: { "aria-label": words.t("screenLabel", { file: fileName }) } }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && state.kind !== "importing") close();
      }}
    >
      <ListHead state={state} fileName={fileName} words={words} onClose={close} />
      <Middle state={state} words={words} />
      {(state.kind === "columns" || state.kind === "cars") && <ListFoot state={state} words={words} />}
    </OpenDialog>
  );
}

function Middle({ state, words }: { state: Open; words: ListWords }) {
  switch (state.kind) {
    case "reading":
      return <Reading fileName={state.fileName} words={words} />;
    case "refused":
      return <Refused fileName={state.fileName} refusal={state.refusal} words={words} />;
    case "columns":
      return <ColumnsStep list={state.list} words={words} />;
    case "cars":
      return <CarsStep list={state.list} words={words} />;
    case "importing":
      return <Importing done={state.done} total={state.total} words={words} />;
    case "failed":
      return <Failed words={words} />;
    default:
      return <ImportReportView list={state.list} report={state.report} words={words} />;
  }
}

/** Asks first where something would be forgotten. What is being written goes on. */
function useClosing(state: Open, { t }: ListWords): () => void {
  const { close } = useStockList();
  const ask = useConfirm();
  return () => {
    const isTouched =
      (state.kind === "columns" || state.kind === "cars") &&
      state.list.corrections.size + state.list.choices.leftOut.size > 0;
    if (state.kind === "importing") return;
    if (!isTouched) return close();
    void ask({
      title: t("closeTitle"),
      text: t("closeText"),
      confirm: t("closeConfirm"),
      dismiss: t("closeStay"),
    }).then((agreed) => agreed && close());
  };
}

function Reading({ fileName, words: { t } }: { fileName: string; words: ListWords }) {
  return (
    <div className={classes.still} role="status">
      <Loader size="sm" />
      {t("reading", { file: fileName })}
    </div>
  );
}

function Refused(props: { fileName: string; refusal: Refusal; words: ListWords }) {
  const { fileName, refusal, words } = props;
  const { choose } = useStockList();
  const { t } = words;
  return (
    <div className={classes.still} role="alert">
      <EmptyState
        icon={IconFileAlert}
        title={t("refusedTitle", { file: fileName })}
        action={
          <Button data-autofocus onClick={() => void choose()}>
            {t("chooseAnother")}
          </Button>
        }
      >
        {t(`refused.${refusal}`)}
      </EmptyState>
    </div>
  );
}

function Importing({ done, total, words }: { done: number; total: number; words: ListWords }) {
  const { acts } = useStockList().store;
  const { t, locale } = words;
  const count = t("importingCount", { done: formatCount(done, locale), total: formatCount(total, locale) });
  return (
    <div className={classes.still}>
      <div className={classes.progress}>
        <h3 className={classes.title}>{t("importing")}</h3>
        <ProgressBar label={t("importing")} done={done} total={total} words={count} size="md" />
        <p className={classes.count} role="status">
          {count}
        </p>
        <Button
          variant="default"
          data-autofocus
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          onClick={acts.cancel}
        >
          {t("stop")}
        </Button>
      </div>
    </div>
  );
}

function Failed({ words: { t } }: { words: ListWords }) {
  const { close } = useStockList();
  return (
    <div className={classes.still} role="alert">
      <EmptyState
        icon={IconFileAlert}
        title={t("failedTitle")}
        action={
          <Button data-autofocus onClick={close}>
            {t("common:close")}
          </Button>
        }
      >
        {t("failedText")}
      </EmptyState>
    </div>
  );
}
