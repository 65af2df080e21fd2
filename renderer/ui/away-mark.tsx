import { IconCloudDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Says of a photo that only its small picture is on this desk. */
export function AwayMark({ className }: { className: string | undefined }) {
  const { t } = useTranslation("common");
  return (
    <span className={className} role="img" aria-label={t("picture.away")} title={t("picture.away")}>
      <IconCloudDown size={13} stroke={2} aria-hidden />
    </span>
  );
}
