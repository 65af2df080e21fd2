import { Button, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { formatCivilDate, formatRelative } from "#renderer/ui/format.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { SettingsRow, SettingsSection } from "#renderer/ui/settings-section.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import { UpdateChannel, type UpdateProgress, type UpdateStatus } from "#shared/contract/updates.ts";
import { ReadyUpdate } from "./ready-update.tsx";
import { useUpdateStatus } from "./updates-context.tsx";
import classes from "./updates.module.css";

/** How this desk gets new versions, as a section of the settings. */
export function UpdateSettings() {
  const { t } = useTranslation("updates");
  const status = useUpdateStatus();
  if (!status) return null;
  const { means } = status;
  return (
    <SettingsSection title={t("title")} {...(means === "itself" && { text: t("text") })}>
      <SettingsRow label={t("version")}>
        <span data-selectable>{status.version}</span>
      </SettingsRow>
      {means === "itself" ? <OwnUpdates status={status} /> : <ByHand means={means} />}
      <PastTrouble status={status} />
    </SettingsSection>
  );
}

function OwnUpdates({ status }: { status: UpdateStatus }) {
  const { t } = useTranslation("updates");
  const { progress, channel } = status;
  return (
    <>
      <ChannelChoice channel={channel} />
      <LastCheck status={status} />
      {progress.type === "downloading" && <Download version={progress.version} percent={progress.percent} />}
      {progress.type === "failed" && (
        <p className={classes.problem} role="alert">
          {t(`failure.${progress.failure}`)}
        </p>
      )}
      {progress.type === "ready" && (
        <div className={classes.card}>
          <ReadyUpdate update={progress} />
        </div>
      )}
    </>
  );
}

function ChannelChoice({ channel }: { channel: UpdateChannel }) {
  const { t } = useTranslation("updates");
  const bridge = useBridge();
  const choose = (chosen: string) =>
    void bridge.updates
      .setChannel({ channel: UpdateChannel.parse(chosen) })
      .catch(() => notifyProblem({ message: t("channelFailed") }));
  return (
    <>
      <SettingsRow label={t("channel")}>
        <SegmentedControl
          aria-label={t("channel")}
          value={channel}
          onChange={choose}
          data={UpdateChannel.options.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </SettingsRow>
      <p className={classes.hint}>{t(`channelHint.${channel}`)}</p>
    </>
  );
}

function LastCheck({ status: { progress, lastCheckAt } }: { status: UpdateStatus }) {
  const { t } = useTranslation("updates");
  const bridge = useBridge();
  const locale = useLocale();
  const now = useNow();
  const isBusy = progress.type === "checking" || progress.type === "downloading";
  return (
    <SettingsRow label={t("lastCheck")}>
      <span role="status">{wordsOf(progress, lastCheckAt !== null, t)}</span>
      <span>{lastCheckAt ? formatRelative(lastCheckAt, locale, now) : t("never")}</span>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isBusy}
        onClick={() => void bridge.updates.check().catch(() => undefined)}
      >
        {t("checkNow")}
      </Button>
    </SettingsRow>
  );
}

function wordsOf({ type }: UpdateProgress, hasLooked: boolean, t: (key: "checking" | "current") => string) {
  if (type === "checking") return t("checking");
  return type === "idle" && hasLooked ? t("current") : null;
}

function Download({ version, percent }: { version: string; percent: number }) {
  const { t } = useTranslation("updates");
  return (
    <div className={classes.download}>
      <p>{t("downloading", { version, percent })}</p>
      <ProgressBar label={t("downloadingLabel", { version })} done={percent} total={100} />
    </div>
  );
}

function ByHand({ means }: { means: Exclude<UpdateStatus["means"], "itself"> }) {
  const { t } = useTranslation("updates");
  const { host } = useDesk();
  return <p className={classes.hint}>{t(`means.${means === "host" ? host : means}`)}</p>;
}

/** What a new version did not manage here. */
function PastTrouble({ status: { rolledBack, withoutBackup } }: { status: UpdateStatus }) {
  const { t } = useTranslation("updates");
  const locale = useLocale();
  return (
    <>
      {rolledBack && (
        <p className={classes.notice}>
          {t("rolledBack", {
            version: rolledBack.version,
            date: formatCivilDate(rolledBack.at.slice(0, 10), locale),
          })}
        </p>
      )}
      {withoutBackup && <p className={classes.notice}>{t("withoutBackup")}</p>}
    </>
  );
}
