import { Button, TextInput } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import type { TFunction } from "i18next";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { pause } from "#renderer/bridge/follow.ts";
import { pendingChanges } from "#renderer/bridge/pending-changes.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { carTitle } from "#renderer/ui/car-names.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { saveText } from "#renderer/ui/save-text.ts";
import { Mark } from "#renderer/ui/wordmark.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import type { JournalEntry, SyncStatus } from "#shared/contract/bridge.ts";
import { Envelope } from "#shared/model/envelope.ts";
import styles from "./people.module.css";
import { unsentFile } from "./unsent-file.ts";

/** Takes the window's place while the hub does not admit this desk: it joins again, or leaves nothing behind. */
export function RemovedDesk({ status }: { status: SyncStatus }) {
  const { t } = useTranslation("people");
  const held = useHeldChanges();
  return (
    <main className={styles.removed} aria-labelledby="removed-title">
      <div className={styles.removedColumn}>
        <Mark size={40} />
        <h1 id="removed-title" className={styles.removedTitle}>
          {t("removedTitle")}
        </h1>
        <p className={styles.removedText}>{t("removedText")}</p>
        <JoinAgain />
        <Unsent status={status} held={held} />
        <WipeButton status={status} held={held} />
      </div>
    </main>
  );
}

interface OnlyHereProps {
  status: SyncStatus;
  held: readonly JournalEntry[];
}

/** What the hub did not take of this desk's changes, which are nowhere else either; their lines of history say nothing more. */
function useHeldChanges(): JournalEntry[] {
  const rows = useLive(useReplica().attention.rows);
  return rows.flatMap(({ collection, document }) => {
    const parsed = Envelope.safeParse(document);
    return parsed.success && collection !== "activity" ? [{ collection, document: parsed.data }] : [];
  });
}

/** What is on this desk only, and the way to keep the changes whatever becomes of it. */
function Unsent({ status: { changesWaiting, photosWaiting }, held }: OnlyHereProps) {
  const { t } = useTranslation("people");
  const save = useSaveUnsent(held);
  const changes = changesWaiting + held.length;
  if (changes + photosWaiting === 0) return null;
  return (
    <section className={styles.unsent}>
      <p>{t("removedWaiting", { what: lossOf(t, changes, photosWaiting) })}</p>
      {changes > 0 ? (
        <Button variant="default" size="compact-md" onClick={() => void save()}>
          {t("saveUnsent")}
        </Button>
      ) : null}
    </section>
  );
}

/** "3 changes and 2 photos". */
function lossOf(t: TFunction<"people">, changes: number, photos: number): string {
  const counted = [
    changes > 0 ? t("unsentChanges", { count: changes }) : "",
    photos > 0 ? t("unsentPhotos", { count: photos }) : "",
  ];
  return counted.filter(Boolean).join(t("and"));
}

function useSaveUnsent(held: readonly JournalEntry[]): () => Promise<void> {
  const { t } = useTranslation("people");
  const bridge = useBridge();
  const { inventory } = useReplica();
  const nameOf = (vehicleId: string) => {
    const vehicle = inventory.get().cars.find(({ id }) => id === vehicleId)?.vehicle;
    return vehicle ? [vehicle.stockNumber, carTitle(vehicle)].filter(Boolean).join(" · ") : null;
  };
  return async () => {
    try {
      const entries = [...held, ...(await pendingChanges(bridge.journal))];
      const savedAt = new Date().toISOString();
      const name = `${t("unsentFile")} ${savedAt.slice(0, 10)}.json`;
      saveText(name, unsentFile(entries, nameOf, savedAt), "application/json");
    } catch {
      notifyProblem({ message: t("saveUnsentFailed") });
    }
  };
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

function WipeButton({ status: { changesWaiting, photosWaiting }, held }: OnlyHereProps) {
  const { t } = useTranslation("people");
  const bridge = useBridge();
  const replica = useReplica();
  const confirm = useConfirm();
  const wipe = async () => {
    const loss = lossOf(t, changesWaiting + held.length, photosWaiting);
    const question = {
      title: t("wipeTitle"),
      text: loss ? t("wipeTextUnsent", { what: loss }) : t("wipeText"),
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
    <Button className={styles.wipe} variant="subtle" color="red" onClick={() => void wipe()}>
      {t("wipe")}
    </Button>
  );
}
