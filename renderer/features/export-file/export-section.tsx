import { Button } from "@mantine/core";
import { IconPackageExport } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { ExportDialog } from "./export-dialog.tsx";
import { useExportState } from "./export-provider.tsx";
import { ExportDone, ExportFailed, ExportProgress } from "./export-progress.tsx";
import styles from "#renderer/ui/long-work.module.css";

/** Everything of the dealership into one sealed file, and where such a file is opened. */
export function ExportSection({ isHubThere }: { isHubThere: boolean }) {
  const { t } = useTranslation("exportFile");
  const [asking, setAsking] = useState(false);
  const state = useExportState();
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <p className={styles.text}>{t("restoreHint")}</p>
      {state.phase === "working" ? (
        <ExportProgress state={state} />
      ) : (
        <>
          {state.phase === "done" ? <ExportDone state={state} /> : null}
          {state.phase === "failed" ? <ExportFailed state={state} /> : null}
          <Button
            mt="md"
            variant="default"
            leftSection={<IconPackageExport size={16} stroke={1.75} aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {t("export")}
          </Button>
        </>
      )}
      {asking ? <ExportDialog isHubThere={isHubThere} onClose={() => setAsking(false)} /> : null}
    </SettingsSection>
  );
}
