import { Button } from "@mantine/core";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WindowNotice } from "#shared/contract/help.ts";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { follow } from "#renderer/bridge/follow.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { DiagnosticsDialog, type DiagnosticsDoor } from "./diagnostics-dialog.tsx";
import { GuideDialog } from "./guide-dialog.tsx";
import styles from "./help.module.css";

const HelpContext = createContext<Help | null>(null);

interface Help {
  readonly exportDiagnostics: () => void;
  readonly showGuide: () => void;
}

/** Offers the guide and the export of diagnostics to the whole window, and shows what main has to tell. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<"guide" | "diagnostics" | null>(null);
  const close = () => setOpened(null);
  const door = useDiagnosticsDoor();
  const help = useMemo<Help>(
    () => ({ exportDiagnostics: () => setOpened("diagnostics"), showGuide: () => setOpened("guide") }),
    [],
  );
  useNotices();
  return (
    <HelpContext value={help}>
      {children}
      <DiagnosticsDialog opened={opened === "diagnostics"} onClose={close} door={door} />
      <GuideDialog opened={opened === "guide"} onClose={close} />
    </HelpContext>
  );
}

export function useHelp() {
  const help = use(HelpContext);
  if (!help) throw new Error("useHelp needs a HelpProvider above it");
  return help;
}

/** What helps, in the settings. */
export function HelpSection() {
  const { t } = useTranslation("help");
  const { exportDiagnostics, showGuide } = useHelp();
  return (
    <SettingsSection title={t("section")} text={t("sectionText")}>
      <div className={styles.row}>
        <p className={styles.hint}>{t("guide.text")}</p>
        <Button variant="default" onClick={showGuide}>
          {t("guide.open")}
        </Button>
      </div>
      <div className={styles.row}>
        <p className={styles.hint}>{t("exportText")}</p>
        <Button variant="default" onClick={exportDiagnostics}>
          {t("exportDiagnostics")}
        </Button>
      </div>
    </SettingsSection>
  );
}

function useDiagnosticsDoor(): DiagnosticsDoor {
  const { help } = useBridge();
  const downloads = useDesk().fileDialog === "window";
  return useMemo(
    () => ({
      list: (order) => help.diagnostics(order),
      save: (order) => help.saveDiagnostics(order),
      show: () => void help.showDiagnostics(),
      downloads,
    }),
    [help, downloads],
  );
}

function useNotices(): void {
  const { t } = useTranslation("help");
  const { help } = useBridge();
  useEffect(() => {
    const stop = new AbortController();
    const tell = (notice: WindowNotice) => {
      if (notice.type === "defect")
        notifyProblem({ id: "defect", message: t("defect", { id: notice.defectId }) });
      else
        notifyProblem({
          id: "reopened",
          message: t(`reopened.${notice.reason}`, { id: notice.reportId }),
        });
    };
    void follow((signal) => help.notices(undefined, { signal }), tell, stop.signal);
    return () => stop.abort();
  }, [help, t]);
}
