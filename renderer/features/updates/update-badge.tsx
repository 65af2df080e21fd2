import { Button, Popover, UnstyledButton } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ReadyUpdate } from "./ready-update.tsx";
import { useUpdateStatus } from "./updates-context.tsx";
import classes from "./updates.module.css";

/** The status bar's quiet word that a new version is ready; opens what is new in it. Nothing while there is none. */
export function UpdateBadge() {
  const { t } = useTranslation("updates");
  const [opened, setOpened] = useState(false);
  const progress = useUpdateStatus()?.progress;
  if (progress?.type !== "ready") return null;
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" width={380} trapFocus returnFocus>
      <Popover.Target>
        <span className={classes.badgePlace} role="status">
          <UnstyledButton
            className={classes.badge}
            aria-expanded={opened}
            onClick={() => setOpened((open) => !open)}
          >
            <IconSparkles size={14} stroke={2} aria-hidden />
            {t("readyShort", { version: progress.version })}
          </UnstyledButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown p={16}>
        <ReadyUpdate
          update={progress}
          otherAct={
            <Button size="compact-md" variant="default" onClick={() => setOpened(false)}>
              {t("later")}
            </Button>
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}
