import { Button, Group, Modal, Stack } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useLotSize } from "#renderer/replica/use-lot-size.ts";
import styles from "#renderer/ui/long-work.module.css";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { Caution, Failure } from "#renderer/ui/told.tsx";
import type { HubTrouble } from "#shared/contract/own-hub.ts";
import { NewHubProgress } from "./new-hub-progress.tsx";
import { useOwnHub } from "./own-hub-provider.tsx";

const known = ["notNow", "notAllowed", "hubStarts", "diskFull"] as const;

/** Says why the own hub does not start, and what can be done about it. */
export function HubTroubleDialog() {
  const { t } = useTranslation(["ownHub", "common"]);
  const shown = useShell((state) => state.hubTroubleShown);
  const show = useShell((state) => state.showHubTrouble);
  const { trouble, newHub } = useOwnHub();
  const close = () => show(false);
  const isUnderWay = newHub.phase === "working" || newHub.phase === "stopped";
  const isOver = !isUnderWay && trouble === null;
  useEffect(() => {
    if (isOver) show(false);
  }, [isOver, show]);
  return (
    <Modal
      opened={shown && !isOver}
      onClose={close}
      title={isUnderWay ? t("beginTitle") : t("title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {isUnderWay ? <NewHubProgress newHub={newHub} /> : null}
      {!isUnderWay && trouble === "damaged" ? <Begin onClose={close} /> : null}
      {!isUnderWay && trouble !== null && trouble !== "damaged" ? (
        <Words trouble={trouble} onClose={close} />
      ) : null}
    </Modal>
  );
}

function Words({ trouble, onClose }: { trouble: HubTrouble; onClose: () => void }) {
  const { t } = useTranslation(["ownHub", "common"]);
  return (
    <Stack gap="md">
      <p className={styles.text}>{t(`trouble.${trouble}`)}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("common:close")}
        </Button>
      </Group>
    </Stack>
  );
}

function Begin({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["ownHub", "common"]);
  const { busy, failure, begin } = useBegin();
  return (
    <Stack gap="md">
      <p className={styles.text}>
        {t("trouble.damaged")} {t("first")}
      </p>
      <WhatHappens />
      {failure ? <Failure>{failure}</Failure> : null}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button loading={busy} onClick={() => void begin()}>
          {t("begin")}
        </Button>
      </Group>
    </Stack>
  );
}

function WhatHappens() {
  const { t } = useTranslation("ownHub");
  const { settings } = useReplica();
  const { deviceId } = useDesk();
  const others = useLive(settings.desks).filter((desk) => desk.deviceId !== deviceId);
  const { cars, photos } = useLotSize();
  return (
    <>
      <ul className={styles.facts}>
        <li>
          {t("brings", { count: cars })}: {t("bringsPhotos", { count: photos })}, {t("withHistory")}.
        </li>
        <li>{t("files")}</li>
        <li>{t("kept")}</li>
        <li>{t("left")}</li>
        <li>{t("goOn")}</li>
      </ul>
      {others.length > 0 ? <Caution>{t("otherDesks", { count: others.length })}</Caution> : null}
    </>
  );
}

function useBegin() {
  const { t } = useTranslation("ownHub");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const begin = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await bridge.ownHub.begin();
    } catch (error) {
      const code = error instanceof ORPCError ? error.code : "";
      const plain = known.find((one) => one === code);
      setFailure(
        plain ? t(`errors.${plain}`) : t("errors.unexpected", { id: await reportDefect(bridge, error) }),
      );
    }
    setBusy(false);
  };
  return { busy, failure, begin };
}
