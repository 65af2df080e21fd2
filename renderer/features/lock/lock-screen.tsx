import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "#renderer/ui/wordmark.tsx";
import { ForgottenPin } from "./forgotten-pin.tsx";
import styles from "./lock.module.css";
import { UnlockForm } from "./unlock-form.tsx";
import { useCover } from "./use-cover.ts";

interface LockScreenProps {
  readonly name: string | null;
  readonly waitUntil: string | null;
  readonly note: ReactNode;
}

/** Covers everything, and takes every key and drop, until the desk is opened. */
export function LockScreen({ name, waitUntil, note }: LockScreenProps) {
  const { t } = useTranslation("lock");
  const cover = useCover();
  const [forgotten, setForgotten] = useState(false);
  return (
    <dialog ref={cover} className={styles.cover} closedby="none" aria-labelledby="lock-title">
      <div className={styles.page}>
        <Mark size={40} />
        <h1 id="lock-title" className={styles.title}>
          {name ?? t("locked")}
        </h1>
        <p className={styles.text}>{t(forgotten ? "forgottenText" : "lockedText")}</p>
        {forgotten ? <ForgottenPin /> : <UnlockForm waitUntil={waitUntil} />}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setForgotten(!forgotten)}>
          {t(forgotten ? "back" : "forgotten")}
        </Button>
        {note}
      </div>
    </dialog>
  );
}
