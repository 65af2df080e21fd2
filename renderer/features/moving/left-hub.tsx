import { Button } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { formatBytes } from "#renderer/ui/format.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import type { LeftHubFacts } from "#shared/contract/moving.ts";
import styles from "#renderer/ui/long-work.module.css";

/** What is still to go up after a move, and where the data of the hub that was left lies until a person deletes it. */
export function LeftHub({ status }: { status: SyncStatus | null }) {
  const { t } = useTranslation("moving");
  const locale = useLocale();
  const { facts, remove } = useLeftHub();
  const { changesWaiting = 0, photosWaiting = 0 } = status ?? {};
  const isUnderWay = changesWaiting + photosWaiting > 0;
  if (facts === null) return null;
  return (
    <div className={styles.panel}>
      <p className={styles.text}>{t("left.text", { size: formatBytes(facts.bytes, locale) })}</p>
      <div className={styles.folder}>
        <output data-selectable>{facts.folder}</output>
        <CopyButton value={facts.folder} />
      </div>
      {isUnderWay ? (
        <p className={styles.hint} role="status">
          {t("left.underWay", {
            changes: t("left.changes", { count: changesWaiting }),
            photos: t("left.photos", { count: photosWaiting }),
          })}
        </p>
      ) : null}
      <div>
        <Button variant="default" disabled={isUnderWay} onClick={() => void remove()}>
          {t("left.remove")}
        </Button>
      </div>
    </div>
  );
}

const problems = ["notYet", "offline", "signInAgain"] as const;

function useLeftHub() {
  const { t } = useTranslation("moving");
  const { moving } = useBridge();
  const confirm = useConfirm();
  const [facts, setFacts] = useState<LeftHubFacts | null>(null);
  useEffect(() => {
    let gone = false;
    moving
      .left()
      .then((found) => gone || setFacts(found))
      .catch(() => undefined);
    return () => void (gone = true);
  }, [moving]);

  const remove = async () => {
    const [title, text, act] = [t("left.removeTitle"), t("left.removeText"), t("left.removeConfirm")];
    if (!(await confirm({ title, text, confirm: act, dangerous: true }))) return;
    try {
      await moving.removeLeft();
      setFacts(null);
      notifyDone({ message: t("left.removed") });
    } catch (error) {
      const code = error instanceof ORPCError ? error.code : "";
      notifyProblem({ message: t(`left.problems.${problems.find((one) => one === code) ?? "other"}`) });
    }
  };
  return { facts, remove };
}
