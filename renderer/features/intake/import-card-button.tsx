import { Button } from "@mantine/core";
import { IconDeviceSdCard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./import-card-button.module.css";
import { useIntake } from "./intake-context.tsx";

/** The way in for the pictures of several cars. */
export function ImportCardButton() {
  const { t } = useTranslation("intake");
  const { choose } = useIntake();
  return (
    <Button
      size="compact-sm"
      variant="default"
      className={classes.button ?? ""}
      aria-label={t("importCard")}
      title={t("importCard")}
      leftSection={<IconDeviceSdCard size={14} stroke={1.75} aria-hidden />}
      onClick={() => void choose(null, "folder")}
    >
      <span className={classes.words}>{t("importCard")}</span>
    </Button>
  );
}
