import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useStream } from "#renderer/bridge/use-stream.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import { AwaitedContent } from "#renderer/ui/awaited-content.tsx";
import { SettingsRow, SettingsSection } from "#renderer/ui/settings-section.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { PhotoSpace } from "#shared/contract/photo-space.ts";
import { KeptCars } from "./kept-cars.tsx";
import { LimitChoice } from "./limit-choice.tsx";
import classes from "./photo-space.module.css";
import { SpaceBar } from "./space-bar.tsx";

const openState = (bridge: BridgeClient, signal: AbortSignal) =>
  bridge.photoSpace.state(undefined, { signal });

/** The height of what is said of a disk without photos that has the hub too, in pixels. */
const ofNoPhotos = 212;

/** What photo files take on this desk's disk, how much they may take, and which cars are kept whatever that is. */
export function PhotoSpaceSettings() {
  const { t } = useTranslation("photoSpace");
  const [space, setSpace] = useState<PhotoSpace | null>(null);
  useStream(openState, setSpace);
  const hasHub = useHasHub();
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <AwaitedContent name="photoSpace" height={ofNoPhotos} waiting={t("counting")}>
        {space === null || space.standing === "counting" || hasHub === null ? null : (
          <>
            <Space space={space} />
            {hasHub ? <OwnHubNote /> : null}
          </>
        )}
      </AwaitedContent>
      <KeptCars />
    </SettingsSection>
  );
}

function Space({ space }: { space: PhotoSpace }) {
  const { t } = useTranslation("photoSpace");
  const locale = useLocale();
  const { used, removable, notAtHub, disk } = space;
  const bytes = (count: number) => formatBytes(count, locale);
  return (
    <>
      <SettingsRow label={t("used")}>
        <strong className={classes.figure}>{bytes(used)}</strong>
      </SettingsRow>
      <SpaceBar space={space} />
      <SettingsRow label={t("free")}>
        <span className={classes.figure}>{bytes(disk.free)}</span>
      </SettingsRow>
      <SettingsRow label={t("removable")}>
        <span className={classes.figure}>{bytes(removable)}</span>
      </SettingsRow>
      {notAtHub.files > 0 && (
        <SettingsRow label={t("notAtHub")}>
          <span className={classes.figure}>{bytes(notAtHub.bytes)}</span>
        </SettingsRow>
      )}
      <LimitChoice space={space} />
      <Standing space={space} />
    </>
  );
}

/** What the limit does now, or what is in its way. */
function Standing({ space }: { space: PhotoSpace }) {
  const { t } = useTranslation("photoSpace");
  const locale = useLocale();
  const { standing, limit, used, disk } = space;
  const isStuck = standing === "waitingForHub" || standing === "cannotFree";
  if (!isStuck && disk.free <= disk.reserve)
    return <Warning>{t(limit === null ? "diskFull" : "diskFullLimited")}</Warning>;
  if (limit === null || standing === "counting") return null;
  const over = formatBytes(Math.max(0, used - limit), locale);
  if (isStuck) return <Warning>{t(`standing.${standing}`, { over })}</Warning>;
  return (
    <p className={classes.hint} role="status">
      {t(`standing.${standing}`)}
    </p>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className={classes.notice} data-tone="warn" role="status">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>{children}</span>
    </p>
  );
}

/** A desk that has the dealership's hub has every photo twice on its disk. */
function OwnHubNote() {
  const { t } = useTranslation("photoSpace");
  return (
    <p className={classes.notice}>
      <IconInfoCircle size={16} stroke={1.75} aria-hidden />
      <span>{t("ownHub")}</span>
    </p>
  );
}

/** Whether the dealership's hub is on this desk; null until that is known. */
function useHasHub(): boolean | null {
  const bridge = useBridge();
  const [hasHub, setHasHub] = useState<boolean | null>(null);
  useEffect(() => {
    let left = false;
    void bridge.desk.hubSharing().then(
      (sharing) => left || setHasHub(sharing !== null),
      () => left || setHasHub(false),
    );
    return () => void (left = true);
  }, [bridge]);
  return hasHub;
}
