import { Button, Loader, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import styles from "./settings-screen.module.css";

type Notices =
  | { readonly kind: "waiting" | "none" | "failed" }
  | { readonly kind: "text"; readonly text: string };

/** The licences of the packages that the app is made with, as they have to be shown. */
export function Licences() {
  const { t } = useTranslation(["settings", "common"]);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {t("licencesShow")}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t("licences")}
        size="xl"
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        <NoticeText />
      </Modal>
    </>
  );
}

function NoticeText() {
  const { t } = useTranslation("settings");
  const notices = useNotices();
  if (notices.kind === "text")
    return (
      // A long text is scrolled by the keyboard only where it takes the focus.
      <pre className={styles.notices} tabIndex={0} aria-label={t("licences")} data-selectable>
        {notices.text}
      </pre>
    );
  if (notices.kind === "waiting") return <Loader size="sm" aria-label={t("licences")} />;
  return <p className={styles.hint}>{t(notices.kind === "none" ? "licencesNone" : "licencesFailed")}</p>;
}

function useNotices(): Notices {
  const bridge = useBridge();
  const [notices, setNotices] = useState<Notices>({ kind: "waiting" });
  useEffect(() => {
    const stop = new AbortController();
    bridge.desk.licences(undefined, { signal: stop.signal }).then(
      (text) => setNotices(text === null ? { kind: "none" } : { kind: "text", text }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        void reportDefect(bridge, error);
        setNotices({ kind: "failed" });
      },
    );
    return () => stop.abort();
  }, [bridge]);
  return notices;
}
