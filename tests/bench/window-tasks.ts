import type { Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args: { readonly name?: string };
  /** Microseconds by the clock. */
  readonly dur?: number;
  /** Microseconds of processor time; none where Chromium did not measure it. */
  readonly tdur?: number;
}

/**
 * Chromium adds all categories that are on by default unless they are excluded. Each event loses a part of a microsecond of its
 * thread's time, which is made up every half second to whatever runs then: with so many events tens of milliseconds.
 */
const tasksOnly = {
  includedCategories: ["disabled-by-default-devtools.timeline"],
  excludedCategories: ["*"],
};

export interface WatchedTasks {
  /** Milliseconds of processor time that the window's longest task took, whatever else the machine did meanwhile. */
  longest(): Promise<number>;
}

/** Watches every task of the window's main thread. */
export async function watchTasks(page: Page): Promise<WatchedTasks> {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  cdp.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: tasksOnly });
  return {
    async longest() {
      const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
      await cdp.send("Tracing.end");
      await complete;
      await cdp.detach();
      return longestOf(events);
    },
  };
}

function longestOf(events: readonly TraceEvent[]): number {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const mainThreads = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map((event) => threadOf(event)),
  );
  const tasks = events.filter((event) => event.name.endsWith("RunTask") && mainThreads.has(threadOf(event)));
  if (tasks.length === 0) throw new Error("Chromium did not say what the window did");
  const times = tasks.map(({ dur = 0, tdur = 0 }) => Math.min(dur, tdur) / 1000);
  return times.reduce((longest, time) => Math.max(longest, time), 0);
}
