/**
 * Loaded before main (`node --import`): watches how late its timers fire and what memory it holds from the moment it gets
 * SIGUSR2, and answers the next one with a line of JSON in the file that `DELAY_PROBE` names.
 */
import { writeFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";

/** In milliseconds. */
const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
let peakMemory = 0;
let timer: NodeJS.Timeout | undefined;

const lateness = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);

process.on("SIGUSR2", () => {
  if (!timer) {
    delay.reset();
    delay.enable();
    timer = setInterval(() => (peakMemory = Math.max(peakMemory, process.memoryUsage.rss())), 20);
    timer.unref();
    return;
  }
  delay.disable();
  const seen = { p99: lateness(delay.percentile(99)), most: lateness(delay.max), peakMemory };
  writeFileSync(process.env["DELAY_PROBE"]!, JSON.stringify(seen));
});
