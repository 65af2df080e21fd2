import { app, type BrowserWindow } from "electron";
import type { Log } from "../log.ts";
import type { Services } from "../services.ts";
import type { LiveState } from "../sync/live-state.ts";
import type { OwnComputer } from "./computer.ts";
import { createLongWork } from "./progress.ts";

/** Shows on the app's icon how far long work is, and how many things wait for a decision. */
export function showInTaskbar(options: {
  readonly services: Services;
  readonly computer: OwnComputer;
  readonly window: () => BrowserWindow | null;
  readonly log: Log;
}): void {
  const { services, computer, window, log } = options;
  const { sync, photos, renditions, exportEverything, move, newHub, closing } = services;
  const work = createLongWork();
  let shown = -1;
  const draw = () => {
    const progress = work.progress();
    const now = progress === null ? -1 : Math.round(progress * 100) / 100;
    if (now === shown || closing.aborted) return;
    shown = now;
    window()?.setProgressBar(now);
  };
  const followed = async <T>(events: AsyncIterable<T>, take: (event: T) => void) => {
    for await (const event of events) {
      take(event);
      draw();
    }
  };
  const drawn = <T>(state: Pick<LiveState<T>, "get" | "subscribe">, take: (now: T) => void) =>
    state.subscribe(() => {
      take(state.get());
      draw();
    });
  const failed = (error: unknown) => void log.error("progress is not shown", error);

  drawn(sync.status, work.sync);
  drawn(exportEverything.state, work.export);
  drawn(move.state, work.move);
  drawn(newHub.state, work.newHub);
  drawn(computer.window, (now) => work.window(now.work));
  followed(photos.imports(closing), work.import).catch(failed);
  followed(renditions.jobs.events(closing), work.job).catch(failed);
  computer.window.subscribe(() => app.setBadgeCount(computer.window.get().attention));
}
