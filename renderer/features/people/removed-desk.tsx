import { Button, Group, Modal, TextInput } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { pause } from "#renderer/bridge/follow.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import styles from "./people.module.css";

/** Says that the hub does not admit this desk any more, and what can be done: join again, or leave nothing behind. */
export function RemovedDesk({ status }: { status: SyncStatus | null }) {
  const { t } = useTranslation(["people", "common"]);
  const [putOff, setPutOff] = useState(false);
  const removed = status?.reason === "deviceRemoved";
  // Told again where it is removed again.
  if (!removed && putOff) setPutOff(false);
  return (
    <Modal
      opened={removed && !putOff}
      onClose={() => setPutOff(true)}
      title={t("removedTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <p className={styles.hint}>{t("removedText")}</p>
      {status && status.changesWaiting > 0 ? (
        <p className={styles.warning}>{t("removedWaiting", { count: status.changesWaiting })}</p>
      ) : null}
      <JoinAgain />
      <Group justify="space-between" mt="lg">
        <WipeButton />
        <Button variant="default" onClick={() => setPutOff(true)}>
          {t("later")}
        </Button>
      </Group>
    </Modal>
  );
}

const joinProblems = ["codeRefused", "hubUnreachable", "deviceTaken", "tooManyTries", "vaultLocked"] as const;

function JoinAgain() {
  const { t } = useTranslation("people");
  const bridge = useBridge();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<(typeof joinProblems)[number] | "other" | null>(null);
  const [busy, setBusy] = useState(false);
  const join = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await bridge.desk.rejoin({ code });
      notifyDone({ message: t("joined") });
    } catch (error) {
      const reason = error instanceof ORPCError ? error.code : "";
      setProblem(joinProblems.find((one) => one === reason) ?? "other");
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.join} onSubmit={(event) => void join(event)}>
      <TextInput
        label={t("joinCode")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problem ? t(`joinProblems.${problem}`) : null}
        maxLength={40}
        data-autofocus
      />
      <Button type="submit" loading={busy} disabled={code.trim().length < 4}>
        {t("joinAgain")}
      </Button>
    </form>
  );
}

/** Main starts again, which it may do in this process; where it does not, this window goes with it. */
async function startedAnew(bridge: BridgeClient): Promise<void> {
  for (;;) {
    await pause(300, neverAborts);
    const desk = await bridge.desk.describe().catch(() => null);
    if (desk?.dealership === null) return;
  }
}

const neverAborts = new AbortController().signal;

function WipeButton() {
  const { t } = useTranslation("people");
  const bridge = useBridge();
  const replica = useReplica();
  const confirm = useConfirm();
  const wipe = async () => {
    const question = {
      title: t("wipeTitle"),
      text: t("wipeText"),
      confirm: t("wipeConfirm"),
      dangerous: true,
    };
    if (!(await confirm(question))) return;
    try {
      await replica.wipe();
      await bridge.desk.wipe();
      await startedAnew(bridge);
      location.reload();
    } catch {
      notifyProblem({ message: t("wipeFailed") });
    }
  };
  return (
    <Button variant="subtle" color="red" onClick={() => void wipe()}>
      {t("wipe")}
    </Button>
  );
}
