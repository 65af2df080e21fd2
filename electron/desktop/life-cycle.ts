import { app, BrowserWindow } from "electron";
import * as z from "zod";
import type { Mailbox } from "../desk/mailbox.ts";
import type { Log } from "../log.ts";
import type { Services } from "../services.ts";
import { flush, isNothing } from "../sync/flush.ts";
import type { OwnComputer } from "./computer.ts";
import { bringUp } from "./window.ts";

/** Longest that quitting waits for services to close, in milliseconds; what they hold is durable by then. */
const patience = 15_000;
/** Longest that a person who quits waits for what is still being sent, in milliseconds. */
const sendingTime = 20_000;

const Given = z.object({ openPaths: z.array(z.string()) });

/**
 * Whether this is the only start of this desk; the other start is given the paths. What later starts and the system want
 * opened is posted to `asked`, from before the app is ready; no paths mean that the window is wanted.
 */
export function takeDesk(openPaths: readonly string[], asked: Mailbox<readonly string[]>): boolean {
  app.on("open-file", (event, path) => {
    event.preventDefault();
    asked.post([path]);
  });
  app.on("second-instance", (_event, _arguments, _folder, given) => {
    const parsed = Given.safeParse(given);
    asked.post(parsed.success ? parsed.data.openPaths : []);
  });
  return app.requestSingleInstanceLock({ openPaths });
}

/** Brings the window up whenever the app is asked for once more, with what it is to open. */
export async function answerStarts(
  asked: Mailbox<readonly string[]>,
  { openRequests, closing }: Pick<Services, "openRequests" | "closing">,
  window: () => BrowserWindow | null,
): Promise<void> {
  app.on("activate", () => bringUp(window()));
  for await (const paths of asked.listen(closing)) {
    bringUp(window());
    await openRequests.open(paths);
  }
}

/** How the app ends. */
export interface Exit {
  /** A person wants to quit: what waits is sent first, and what cannot be is said. */
  quit(): Promise<void>;
  /** Whether windows close because the app does. */
  isLeaving(): boolean;
  /** A window has asked and the person would rather stay. */
  stay(): void;
}

interface ExitOptions {
  readonly services: Pick<Services, "sync"> & AsyncDisposable;
  readonly computer: OwnComputer;
  readonly window: () => BrowserWindow | null;
  /** Done when everything has closed, right before the app goes. */
  readonly last: () => void;
  readonly log: Log;
}

/**
 * Electron waits for no promise of `before-quit`: it is prevented once, the services close, `last` is done, and then the app
 * goes.
 */
export function manageExit(options: ExitOptions): Exit {
  let state: "open" | "leaving" | "closing" | "closed" = "open";
  let isAsked = false;
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "leaving";
    const open = BrowserWindow.getAllWindows();
    // A window may have something to ask first; once all are closed, the app quits again.
    if (open.length > 0) return open.forEach((window) => window.close());
    state = "closing";
    void closed(options.services, options.log).then(() => {
      state = "closed";
      options.last();
      app.quit();
    });
  });
  return {
    isLeaving: () => state !== "open",
    stay() {
      if (state === "leaving") state = "open";
    },
    async quit() {
      if (isAsked || state !== "open") return;
      isAsked = true;
      try {
        if (await mayLeave(options)) app.quit();
      } finally {
        isAsked = false;
      }
    },
  };
}

/** Sends what waits while there is a hub that takes it, and asks about what it did not take. */
async function mayLeave({ services, computer, window }: ExitOptions): Promise<boolean> {
  const answered = new AbortController();
  let answer: "now" | "stay" | null = null;
  const end = computer.onAnswer((said) => {
    answer = said;
    answered.abort();
  });
  const until = AbortSignal.any([answered.signal, AbortSignal.timeout(sendingTime)]);
  const left = await flush(services.sync.status, until, {
    onProgress(now) {
      if (!computer.state.get().leaving) bringUp(window());
      computer.showLeaving(now);
    },
  }).finally(() => {
    end();
    computer.showLeaving(null);
  });
  if (answer !== null) return answer === "now";
  if (isNothing(left)) return true;
  bringUp(window());
  return computer.confirmLeaving(left);
}

async function closed(services: AsyncDisposable, log: Log): Promise<void> {
  const timeUp = new Promise<void>((resolve) => setTimeout(resolve, patience).unref());
  try {
    await Promise.race([services[Symbol.asyncDispose](), timeUp]);
  } catch (error) {
    log.error("services did not close cleanly", error);
  }
}
