import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import styles from "#renderer/ui/long-work.module.css";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { Failure } from "#renderer/ui/told.tsx";
import { NewHubProgress } from "./new-hub-progress.tsx";
import { useOwnHub } from "./own-hub-provider.tsx";

/** An own hub that does not start, the new one that begins in its place, and where a damaged one was set aside. */
export function OwnHubPanel() {
  const { t } = useTranslation("ownHub");
  const showHubTrouble = useShell((state) => state.showHubTrouble);
  const { trouble, newHub, setAside } = useOwnHub();
  const isUnderWay = newHub.phase === "working" || newHub.phase === "stopped";
  return (
    <>
      <NewHubProgress newHub={newHub} />
      {trouble !== null && !isUnderWay ? (
        <div className={styles.panel}>
          <Failure>{trouble === "damaged" ? t("title") : t(`trouble.${trouble}`)}</Failure>
          {trouble === "damaged" ? (
            <div>
              <Button onClick={() => showHubTrouble(true)}>{t("beginAsk")}</Button>
            </div>
          ) : null}
        </div>
      ) : null}
      {setAside !== null && !isUnderWay ? (
        <div className={styles.panel}>
          <p className={styles.text}>{t("setAside")}</p>
          <div className={styles.folder}>
            <output data-selectable>{setAside}</output>
            <CopyButton value={setAside} />
          </div>
        </div>
      ) : null}
    </>
  );
}
