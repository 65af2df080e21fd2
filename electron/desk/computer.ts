import type {
  ComputerSettings,
  ComputerState,
  DesktopCommand,
  DesktopNotice,
  WindowState,
} from "#shared/contract/desktop.ts";
import type { LiveState } from "../sync/live-state.ts";
import type { Mailbox } from "./mailbox.ts";

/** What a desktop of the app's own does for its window. */
export interface Computer {
  readonly state: Pick<LiveState<ComputerState>, "get" | "subscribe">;
  readonly commands: Pick<Mailbox<DesktopCommand>, "listen">;
  change(settings: ComputerSettings): Promise<void>;
  tell(window: WindowState): void;
  /** Whether it was shown: it is not while the window is in front. */
  notify(notice: DesktopNotice): boolean;
  answerLeaving(answer: "now" | "stay"): void;
}
