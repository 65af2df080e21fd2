import { ActionIcon, Menu } from "@mantine/core";
import { IconDeviceDesktop, IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { formatSince } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { useNow } from "#renderer/ui/use-now.ts";
import type { Device } from "#shared/contract/hub.ts";
import { NameDialog } from "./name-dialog.tsx";
import styles from "./people.module.css";
import type { PeopleDoor } from "./use-people.ts";

interface DeviceRowProps {
  device: Device;
  act: PeopleDoor["act"];
}

/** A desk of a person. The one that looks cannot remove itself: it would not be told what became of it. */
export function DeviceRow({ device: { deviceId, name, lastSeenAt }, act }: DeviceRowProps) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  const isThis = useDesk().deviceId === deviceId;
  const now = useNow(60_000);
  return (
    <li className={styles.device} aria-label={name}>
      <IconDeviceDesktop size={16} stroke={1.5} aria-hidden />
      <span>{name}</span>
      {isThis ? <span className={styles.tag}>{t("thisDesk")}</span> : null}
      <span className={styles.seen}>
        {lastSeenAt && !isThis ? t("lastSeen", { when: formatSince(lastSeenAt, locale, now) }) : null}
      </span>
      <DeviceMenu deviceId={deviceId} name={name} isThis={isThis} act={act} />
    </li>
  );
}

interface DeviceMenuProps {
  deviceId: string;
  name: string;
  isThis: boolean;
  act: PeopleDoor["act"];
}

function DeviceMenu({ deviceId, name, isThis, act }: DeviceMenuProps) {
  const { t } = useTranslation("people");
  const confirm = useConfirm();
  const [naming, setNaming] = useState(false);
  const revoke = async () => {
    const question = { title: t("revokeTitle", { name }), text: t("revokeText"), dangerous: true };
    if (await confirm({ ...question, confirm: t("revokeConfirm") }))
      await act((people) => people.revokeDevice({ deviceId }));
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("moreOfDesk", { name })} title={t("moreOfDesk", { name })}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming(true)}>{t("renameDesk")}</Menu.Item>
          {isThis ? null : (
            <Menu.Item color="red" onClick={() => void revoke()}>
              {t("revoke")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        title={t("renameDesk")}
        name={name}
        onClose={() => setNaming(false)}
        onSave={(next) => act((people) => people.renameDevice({ deviceId, name: next }))}
      />
    </>
  );
}
