import { Button, Group } from "@mantine/core";
import { IconCheck, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { Caution, Failure } from "#renderer/ui/told.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { ExportState } from "#shared/contract/export-file.ts";
import styles from "#renderer/ui/long-work.module.css";

type Of<Phase extends ExportState["phase"]> = Extract<ExportState, { phase: Phase }>;

/** How far it is, in cars, photos and bytes. */
export function ExportProgress({ state }: { state: Of<"working"> }) {
  const { t } = useTranslation(["exportFile", "common"]);
  const locale = useLocale();
  const { exportFile } = useBridge();
  const [ending, setEnding] = useState(false);
  const { step, photosDone, allPhotos, bytes } = state;
  const isCounted = step === "writing" && allPhotos > 0;
  const words = isCounted
    ? t("photosOf", { done: photosDone, count: allPhotos })
    : t("photos", { count: state.photos });
  const cancel = () => {
    setEnding(true);
    void exportFile.cancel().finally(() => setEnding(false));
  };
  return (
    <div className={styles.panel}>
      <div role="status" className={styles.progress}>
        <p className={styles.text}>{t(`step.${step}`)}</p>
        <ProgressBar
          label={t("title")}
          done={photosDone}
          total={isCounted ? allPhotos : null}
          words={words}
        />
        <p className={styles.hint}>
          {t("cars", { count: state.cars })}
          {" · "}
          {words}
          {bytes > 0 ? ` · ${formatBytes(bytes, locale)}` : null}
        </p>
      </div>
      <Group gap="md">
        <Button variant="default" loading={ending} onClick={cancel}>
          {t("common:cancel")}
        </Button>
        <span className={styles.hint}>{t("goOn")}</span>
      </Group>
    </div>
  );
}

/** What is in the file, and where it is. */
export function ExportDone({ state }: { state: Of<"done"> }) {
  const { t } = useTranslation("exportFile");
  const locale = useLocale();
  const { exportFile } = useBridge();
  const { name, cars, photos, bytes, absentPhotos, download } = state;
  return (
    <div className={styles.panel}>
      <p className={styles.done} role="status">
        <IconCheck size={16} stroke={2} aria-hidden />
        <span>
          <strong data-selectable>{name}</strong>
          {": "}
          {t("inside", {
            cars: t("cars", { count: cars }),
            photos: t("photos", { count: photos }),
            size: formatBytes(bytes, locale),
          })}
        </span>
      </p>
      {absentPhotos > 0 ? <Caution>{t("absent", { count: absentPhotos })}</Caution> : null}
      <p className={styles.hint}>{t("keepPassphrase")}</p>
      <div>
        {download === null ? (
          <Button variant="default" onClick={() => void exportFile.show()}>
            {t("show")}
          </Button>
        ) : (
          <Button
            component="a"
            href={download}
            download=""
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t("download")}
          </Button>
        )}
      </div>
    </div>
  );
}

export function ExportFailed({ state }: { state: Of<"failed"> }) {
  const { t } = useTranslation("exportFile");
  return (
    <div className={styles.panel}>
      <Failure>{t(`problem.${state.problem}`)}</Failure>
    </div>
  );
}
