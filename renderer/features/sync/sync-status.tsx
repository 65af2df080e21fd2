import { Button, Popover, Switch, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconArrowsSplit2, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatRelative } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import type { SyncStatus } from "#shared/contract/bridge.ts";
import { ConnectionIcon, toneOf } from "./connection-icon.tsx";
import { useHeldCount } from "./held-rows.ts";
import { statusSentence } from "./status-sentence.ts";
import { useOfflineSwitch, useSyncPanel, useSyncStatus } from "./sync-provider.tsx";
import styles from "./sync-status.module.css";

/** The top bar's word on the connection; opens what it means and the switch. */
export function SyncStatusButton() {
  const { t } = useTranslation("sync");
  const [opened, setOpened] = useState(false);
  const status = useSyncStatus();
  if (!status) return null;
  const waiting = status.changesWaiting + status.photosWaiting;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.button}
          data-tone={toneOf(status)}
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          <ConnectionIcon status={status} />
          <span>{t(`state.${status.connection}`)}</span>
          {waiting > 0 ? <span className={styles.count}>{waiting}</span> : null}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ConnectionCard status={status} onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ConnectionCard({ status, onDone }: { status: SyncStatus; onDone: () => void }) {
  const { t } = useTranslation("sync");
  const locale = useLocale();
  const panel = useSyncPanel();
  const now = useNow();
  const isRefused = useHeldCount() > 0;
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        <ConnectionIcon status={status} size={20} />
        <div>
          <p className={styles.cardTitle}>{statusSentence(status, isRefused, { t, locale, now })}</p>
          <p className={styles.cardText}>{t(`why.${status.reason ?? whyOf(status)}`)}</p>
          {status.reason === "ownHubDown" ? <HubTroubleButton mt="xs" onClick={onDone} /> : null}
        </div>
      </div>
      <div className={styles.cardRow}>
        <OfflineSwitch />
      </div>
      <div className={styles.cardFoot}>
        <span>
          {t("lastExchange")}:{" "}
          {status.lastExchangeAt ? formatRelative(status.lastExchangeAt, locale, now) : t("never")}
        </span>
        <Button
          variant="subtle"
          size="compact-sm"
          rightSection={<IconChevronRight size={14} />}
          onClick={() => {
            onDone();
            panel.open();
          }}
        >
          {t("showWaiting")}
        </Button>
      </div>
    </div>
  );
}

/** Leads to what can be done about an own hub that does not start. */
export function HubTroubleButton({ onClick, ...space }: { onClick: () => void; mt?: "xs"; mb?: "sm" }) {
  const { t } = useTranslation("sync");
  const showHubTrouble = useShell((state) => state.showHubTrouble);
  const run = () => {
    onClick();
    showHubTrouble(true);
  };
  return (
    <Button size="compact-sm" onClick={run} {...space}>
      {t("hubTrouble")}
    </Button>
  );
}

/** Offline by choice: the same as having no network. */
export function OfflineSwitch() {
  const { t } = useTranslation("sync");
  const { switchedOff, setSwitchedOff } = useOfflineSwitch();
  return (
    <Switch
      label={t("workOffline")}
      description={t("workOfflineHint")}
      labelPosition="left"
      checked={switchedOff}
      onChange={(event) => void setSwitchedOff(event.currentTarget.checked)}
      classNames={{ root: styles.switch, body: styles.switchBody }}
    />
  );
}

/** The status bar's sentence; a click lists what waits. */
export function SyncStatusLine() {
  const { t } = useTranslation("sync");
  const locale = useLocale();
  const status = useSyncStatus();
  const panel = useSyncPanel();
  const now = useNow();
  const isRefused = useHeldCount() > 0;
  if (!status) return <span />;
  return (
    <div role="status">
      <UnstyledButton className={styles.line} onClick={panel.open}>
        <span className={styles.dot} data-tone={toneOf(status)} />
        {statusSentence(status, isRefused, { t, locale, now })}
      </UnstyledButton>
    </div>
  );
}

/** A quiet count of what two desks changed without knowing; nothing where there is none. */
export function OverlapBadge() {
  const { t } = useTranslation("sync");
  const { history } = useReplica();
  const overlaps = useLive(history.openOverlaps);
  const panel = useSyncPanel();
  if (overlaps.length === 0) return null;
  return (
    <UnstyledButton className={styles.overlaps} onClick={panel.open}>
      <IconArrowsSplit2 size={14} stroke={2} aria-hidden />
      {t("overlap", { count: overlaps.length })}
    </UnstyledButton>
  );
}

/** How many rows were not taken; nothing where there is none. */
export function AttentionBadge() {
  const { t } = useTranslation("sync");
  const count = useHeldCount();
  const panel = useSyncPanel();
  if (count === 0) return null;
  return (
    <UnstyledButton className={styles.attention} onClick={panel.open}>
      <IconAlertTriangle size={14} stroke={2} aria-hidden />
      {t("attention", { count })}
    </UnstyledButton>
  );
}

function whyOf(status: SyncStatus) {
  if (status.connection === "offline") return "unreachable";
  return status.connection;
}
