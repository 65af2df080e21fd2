import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import styles from "./notify.module.css";

/** Says that something is done; gone by itself. */
export function notifyDone(message: string): void {
  show({ message, tone: "good", autoClose: 4000 });
}

/** Says what was done and offers to take it back for as long as it is shown. `label` is the word on the button. */
export function notifyUndo(message: string, label: string, undo: () => unknown): void {
  show({ message, tone: "good", autoClose: 8000, action: { label, run: undo } });
}

/** Says what went wrong, what was kept and what to do; stays until it is closed. */
export function notifyError(message: string): void {
  show({ message, tone: "bad", autoClose: false });
}

interface Notice {
  message: string;
  tone: "good" | "bad";
  /** Milliseconds. */
  autoClose: number | false;
  action?: { label: string; run: () => unknown };
}

function show({ message, tone, autoClose, action }: Notice): void {
  const id = crypto.randomUUID();
  const Icon = tone === "good" ? IconCheck : IconAlertTriangle;
  const act = () => {
    notifications.hide(id);
    action?.run();
  };
  notifications.show({
    id,
    autoClose,
    withBorder: false,
    classNames: { root: styles.root, body: styles.body, description: styles.description },
    message: (
      <span className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : undefined}>
        <Icon size={16} stroke={2} aria-hidden />
        <span className={styles.message} data-selectable>
          {message}
        </span>
        {action ? (
          <button type="button" className={styles.action} onClick={act}>
            {action.label}
          </button>
        ) : null}
      </span>
    ),
  });
}
