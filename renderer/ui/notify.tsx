import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { isLocale, type Locale } from "./locale.ts";
import { messages } from "./messages.ts";
import styles from "./notify.module.css";

interface Notice {
  readonly message: string;
  /** One button, such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => unknown };
  /** A notice with the id of one that is shown takes its place. */
  readonly id?: string;
}

/** How long a notice stays, in ms; longer where there is something to decide. */
const shownFor = { plain: 4000, withAction: 8000 };

/** Says that something is done; gone by itself. */
export function notifyDone(notice: Notice): void {
  show(notice, "good", notice.action ? shownFor.withAction : shownFor.plain);
}

/** Says what went wrong, what was kept and what to do; stays until it is closed. */
export function notifyProblem(notice: Notice): void {
  show(notice, "bad", false);
}

function show(
  { message, action, id = crypto.randomUUID() }: Notice,
  tone: "good" | "bad",
  autoClose: number | false,
): void {
  const Icon = tone === "good" ? IconCheck : IconAlertTriangle;
  const act = () => {
    notifications.hide(id);
    action?.run();
  };
  notifications.hide(id);
  notifications.show({
    id,
    autoClose,
    role: tone === "bad" ? "alert" : "status",
    withBorder: false,
    closeButtonProps: { "aria-label": messages[language()].close },
    classNames: { root: styles.root, body: styles.body, description: styles.description },
    message: (
      <span className={styles.notice} data-tone={tone}>
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

/** The window's, where nothing of React is at hand. */
function language(): Locale {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : "en";
}
