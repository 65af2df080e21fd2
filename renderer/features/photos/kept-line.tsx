import { IconCloudDown, IconDeviceDesktopCheck } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useKeptCars, useLackingCount } from "#renderer/bridge/presence-context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import classes from "./photo-strip.module.css";

/** That a car's photos are kept on this desk, and how many are still to come. */
export function KeptLine({ vehicleId, entries }: { vehicleId: string; entries: readonly PhotoEntry[] }) {
  const isKept = useKeptCars().has(vehicleId);
  return isKept && entries.length > 0 && <Kept entries={entries} />;
}

function Kept({ entries }: { entries: readonly PhotoEntry[] }) {
  const { t } = useTranslation("photos");
  const hashes = useMemo(() => entries.map(({ photo }) => renditionsOf(photo)[1920].sha256), [entries]);
  const coming = useLackingCount(hashes);
  const Icon = coming > 0 ? IconCloudDown : IconDeviceDesktopCheck;
  return (
    <div className={classes.kept} role="status">
      <Icon size={15} stroke={1.75} aria-hidden />
      {coming > 0 ? t("keptComing", { here: entries.length - coming, total: entries.length }) : t("kept")}
    </div>
  );
}
