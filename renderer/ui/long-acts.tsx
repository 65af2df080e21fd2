import { Button } from "@mantine/core";
import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "./progress-bar.tsx";
import { createStore, useStore, type StoreApi } from "zustand";
import { formatCount } from "./format.ts";
import styles from "./long-acts.module.css";
import { useLocale } from "./use-locale.ts";

/** How an act on many things is followed and ended; what was done when it is cancelled stays. */
export interface Following {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

interface LongAct {
  /** What is being done, for the panel: "Moving photos to A-101". */
  readonly doing: string;
  readonly total: number;
  readonly act: (following: Following) => Promise<unknown>;
}

export interface LongActEnd {
  /** How many were gone through. */
  readonly done: number;
  readonly cancelled: boolean;
  /** It was on show while it lasted. */
  readonly followed: boolean;
}

interface Running {
  readonly doing: string;
  readonly done: number;
  readonly total: number;
  readonly stop: AbortController;
}

type RunningStore = StoreApi<{ readonly running: Running | null }>;

const Context = createContext<RunningStore | null>(null);

/** Long acts go on while the person is elsewhere in the window; one at a time. */
export function LongActsProvider({ children }: { children: ReactNode }) {
  const [store] = useState<RunningStore>(() => createStore(() => ({ running: null })));
  return <Context value={store}>{children}</Context>;
}

function useRunningStore(): RunningStore {
  const store = use(Context);
  if (!store) throw new Error("A long act needs a LongActsProvider above it");
  return store;
}

export function useIsActRunning(): boolean {
  return useStore(useRunningStore(), ({ running }) => running !== null);
}

/** How far the act is that takes long enough to be followed; null where none is under way. */
export function useActProgress<T>(of: (done: number, total: number) => T): T | null {
  return useStore(useRunningStore(), ({ running }) => running && of(running.done, running.total));
}

/**
 * Runs an act, with its progress on show where it takes long. Null where that is so and another one is still running; what is
 * over at once goes on beside it.
 */
export function useLongAct(): (act: LongAct) => Promise<LongActEnd | null> {
  const store = useRunningStore();
  return useMemo(() => (act: LongAct) => run(store, act), [store]);
}

async function run(store: RunningStore, { doing, total, act }: LongAct): Promise<LongActEnd | null> {
  if (total < worthShowing) {
    await act({ signal: never, onProgress: () => undefined });
    return { done: total, cancelled: false, followed: false };
  }
  if (store.getState().running) return null;
  const stop = new AbortController();
  let gone = 0;
  store.setState({ running: { doing, done: 0, total, stop } });
  try {
    await act({
      signal: stop.signal,
      onProgress(done, all) {
        gone = done;
        store.setState({ running: { doing, done, total: all, stop } });
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    store.setState({ running: null });
  }
  const cancelled = stop.signal.aborted && gone < total;
  return { done: cancelled ? gone : total, cancelled, followed: true };
}

/** Photos, or whatever else, from which an act takes long enough to be followed. */
const worthShowing = 200;
const never = new AbortController().signal;

export function LongActPanel() {
  const running = useStore(useRunningStore(), (state) => state.running);
  if (!running) return null;
  const { stop, ...standing } = running;
  return <ActPanel {...standing} onCancel={() => stop.abort()} />;
}

interface ActPanelProps {
  doing: string;
  done: number;
  total: number;
  onCancel: () => void;
}

export function ActPanel({ doing, done, total, onCancel }: ActPanelProps) {
  const { t } = useTranslation("common");
  const locale = useLocale();
  const count = { done: formatCount(done, locale), total: formatCount(total, locale) };
  const words = t("longAct.progress", count);
  return (
    <section className={styles.panel} aria-label={t("longAct.title")}>
      <p className={styles.words} role="status">
        <span className={styles.doing}>{doing}</span>
        <span className={styles.count}>{words}</span>
      </p>
      <ProgressBar label={doing} done={done} total={total} words={words} transitionDuration={0} />
      <Button size="compact-sm" variant="default" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </section>
  );
}
