import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { OneTimeCode } from "#shared/contract/hub.ts";
import type { Desk } from "#shared/model/settings.ts";
import styles from "./people.module.css";

interface CodeCardProps {
  code: OneTimeCode;
  addresses: readonly string[];
  /** Makes another in its place; absent where that is asked for elsewhere. */
  onRenew?: (() => void) | undefined;
}

/** All that has to be typed at the other desk, until a desk has come by it. */
export function CodeCard({ code, addresses, onRenew }: CodeCardProps) {
  const { t } = useTranslation("people");
  const left = useSecondsLeft(code);
  const joined = useJoinedSince(code);
  if (joined)
    return (
      <p className={styles.joined} role="status">
        <IconCheck size={16} stroke={2} aria-hidden />
        {t("deskJoined", { desk: joined.name })}
      </p>
    );
  return (
    <div className={styles.card}>
      <p className={styles.cardText}>{t("codeText")}</p>
      <div className={styles.cardRow}>
        <span className={styles.tag}>{t("code")}</span>
        <output className={styles.code} data-expired={left === 0 || undefined} data-selectable>
          {code.code}
        </output>
        <CopyButton value={code.code} />
      </div>
      {addresses.map((address) => (
        <div key={address} className={styles.cardRow}>
          <span className={styles.tag}>{t("address")}</span>
          <output className={styles.address} data-selectable>
            {address}
          </output>
          <CopyButton value={address} />
        </div>
      ))}
      <div className={styles.cardFoot}>
        <Validity code={code} left={left} />
        {onRenew ? (
          <Button variant="subtle" size="compact-sm" onClick={onRenew}>
            {t("newCode")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Counted down where it is short, a date where it is long. */
function Validity({ code, left }: { code: OneTimeCode; left: number }) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  if (left === 0) return <span>{t("expired")}</span>;
  if (left >= 3600) return <span>{t("validUntil", { date: formatInstant(code.expiresAt, locale) })}</span>;
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return <span>{t("validFor", { time })}</span>;
}

function useSecondsLeft({ expiresAt }: OneTimeCode): number {
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - useNow(1000)) / 1000));
}

/** The desk that came with this code: the first that no list of desks had when the code was made. */
function useJoinedSince(code: OneTimeCode): Desk | undefined {
  const desks = useLive(useReplica().settings.desks);
  const [known, setKnown] = useState({ code, ids: idsOf(desks) });
  if (known.code !== code) setKnown({ code, ids: idsOf(desks) });
  return desks.find(({ deviceId }) => known.code === code && !known.ids.has(deviceId));
}

function idsOf(desks: readonly Desk[]): ReadonlySet<string> {
  return new Set(desks.map(({ deviceId }) => deviceId));
}
