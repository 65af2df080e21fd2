import { Button, Switch } from "@mantine/core";
import { ORPCError } from "@orpc/client";
import { IconCheck, IconPlus } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import type { HubSharing } from "#shared/contract/bridge.ts";
import type { Desk } from "#shared/model/settings.ts";
import styles from "./settings-screen.module.css";

interface PairingCode {
  readonly code: string;
  readonly expiresAt: string;
  readonly addresses: readonly string[];
}

/** A one-time code for one more desk, with everything that has to be typed there. */
export function PairDesk() {
  const { t } = useTranslation("settings");
  const { code, failure, busy, make } = usePairingCode();
  const [sharing, setSharing] = useHubSharing();
  const joined = useJoinedSince(code);
  return (
    <div className={styles.pairing}>
      {sharing ? <ShareSwitch sharing={sharing} onChange={setSharing} /> : null}
      {joined ? (
        <p className={styles.joined} role="status">
          <IconCheck size={16} stroke={2} aria-hidden />
          {t("deskJoined", { desk: joined.name })}
        </p>
      ) : null}
      {code && !joined ? (
        <CodeCard pairing={code} addresses={sharing?.addresses ?? code.addresses} onRenew={make}>
          {sharing && !sharing.sharedOnNetwork ? <p className={styles.notice}>{t("shareOn")}</p> : null}
        </CodeCard>
      ) : (
        <div>
          <Button variant="default" leftSection={<IconPlus size={16} />} loading={busy} onClick={make}>
            {t("addDesk")}
          </Button>
        </div>
      )}
      {failure ? (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  );
}

function usePairingCode() {
  const { t } = useTranslation("settings");
  const bridge = useBridge();
  const [code, setCode] = useState<PairingCode | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const sentence = async (error: unknown) => {
    const reason = error instanceof ORPCError ? error.code : "";
    if (reason === "offline" || reason === "signInAgain") return t(reason);
    return t("unexpected", { id: await reportDefect(bridge, error) });
  };
  const make = async () => {
    setBusy(true);
    setFailure(null);
    try {
      setCode(await bridge.desk.createPairingCode());
    } catch (error) {
      setFailure(await sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return { code, failure, busy, make };
}

/** The desk that came with this code: the first that no list of desks had when the code was made. */
function useJoinedSince(code: PairingCode | null): Desk | null {
  const desks = useLive(useReplica().settings.desks);
  const [known, setKnown] = useState<{ code: PairingCode | null; ids: ReadonlySet<string> } | null>(null);
  if (known?.code !== code) setKnown({ code, ids: new Set(desks.map(({ deviceId }) => deviceId)) });
  return (code && desks.find(({ deviceId }) => known?.code === code && !known.ids.has(deviceId))) ?? null;
}

/** Whether this desk's own hub is open to the network; null where the hub is another desk's. */
function useHubSharing() {
  const bridge = useBridge();
  const [sharing, setSharing] = useState<HubSharing | null>(null);
  useEffect(() => {
    let gone = false;
    bridge.desk
      .hubSharing()
      .then((answer) => gone || setSharing(answer))
      .catch(() => undefined);
    return () => void (gone = true);
  }, [bridge]);
  return [sharing, setSharing] as const;
}

interface ShareSwitchProps {
  sharing: HubSharing;
  onChange: (sharing: HubSharing | null) => void;
}

function ShareSwitch({ sharing, onChange }: ShareSwitchProps) {
  const { t } = useTranslation("settings");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const share = async (shared: boolean) => {
    setBusy(true);
    try {
      onChange(await bridge.desk.shareOnNetwork({ shared }));
    } catch {
      notifyProblem({ message: t("shareFailed") });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch
      label={t("shareTitle")}
      description={t("shareText")}
      labelPosition="left"
      checked={sharing.sharedOnNetwork}
      disabled={busy}
      onChange={(event) => void share(event.currentTarget.checked)}
      classNames={{ body: styles.switchBody }}
    />
  );
}

interface CodeCardProps {
  pairing: PairingCode;
  addresses: readonly string[];
  onRenew: () => void;
  children: ReactNode;
}

function CodeCard({ pairing, addresses, onRenew, children }: CodeCardProps) {
  const { t } = useTranslation("settings");
  const left = Math.max(0, Math.ceil((Date.parse(pairing.expiresAt) - useNow(1000)) / 1000));
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <div className={styles.codeCard}>
      <p className={styles.hint}>{t("addDeskText")}</p>
      <div className={styles.codeRow}>
        <span className={styles.tag}>{t("code")}</span>
        <output className={styles.code} data-expired={left === 0 || undefined} data-selectable>
          {pairing.code}
        </output>
        <CopyButton value={pairing.code} />
      </div>
      {addresses.map((address) => (
        <div key={address} className={styles.codeRow}>
          <span className={styles.tag}>{t("address")}</span>
          <output className={styles.address} data-selectable>
            {address}
          </output>
          <CopyButton value={address} />
        </div>
      ))}
      {children}
      <div className={styles.codeFoot}>
        <span>{left > 0 ? t("validFor", { time }) : t("expired")}</span>
        <Button variant="subtle" size="compact-sm" onClick={onRenew}>
          {t("newCode")}
        </Button>
      </div>
    </div>
  );
}
