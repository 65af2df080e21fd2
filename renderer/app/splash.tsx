import { Button } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../ui/wordmark.tsx";
import styles from "./splash.module.css";

/** Short waits show nothing, so that a quick start does not flicker. In ms. */
const quietFor = 300;
/** How long main may take before the window says that it does not answer. In ms. */
const patience = 15_000;

/** What the window shows before there is a lot to show. */
export function Splash({ stage }: { stage: "connecting" | "opening" | "arriving" }) {
  const { t } = useTranslation("shell");
  const waited = useWaited();
  if (waited < quietFor) return <div className={styles.page} />;
  if (stage === "connecting" && waited >= patience)
    return (
      <Notice
        title={t("connectFailedTitle")}
        text={t("connectFailedText")}
        onRetry={() => location.reload()}
      />
    );
  return (
    <div className={styles.page}>
      <div className={styles.mark}>
        <Mark size={40} />
      </div>
      <p className={styles.stage} role="status">
        {t(stage)}
      </p>
    </div>
  );
}

/** A browser's window whose link has opened another one, or that was bookmarked or left open for too long. */
export function StaleLink() {
  const { t } = useTranslation("shell");
  return <Notice title={t("staleLinkTitle")} text={t("staleLinkText")} />;
}

interface NoticeProps {
  title: string;
  text: string;
  /** What support asks for. */
  report?: string;
  /** Absent where waiting is all there is to do. */
  onRetry?: () => void;
  /** Stands beside the button that tries again. */
  otherWay?: ReactNode;
}

/** A whole window that says what happened, what was kept and what to do. */
export function Notice({ title, text, report, onRetry, otherWay }: NoticeProps) {
  const { t } = useTranslation("shell");
  return (
    <div className={styles.page} role="alert">
      <Mark size={40} />
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.text}>{text}</p>
      {report ? (
        <p className={styles.report} data-selectable>
          {report}
        </p>
      ) : null}
      <div className={styles.ways}>
        {onRetry ? <Button onClick={onRetry}>{t("reload")}</Button> : null}
        {otherWay}
      </div>
    </div>
  );
}

/** How long this has been shown, told at the two moments that matter. */
function useWaited(): number {
  const [waited, setWaited] = useState(0);
  useEffect(() => {
    const timers = [quietFor, patience].map((mark) => setTimeout(() => setWaited(mark), mark));
    return () => timers.forEach((timer) => clearTimeout(timer));
  }, []);
  return waited;
}
