import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import type { Device } from "#shared/contract/hub.ts";
import { DeskLine } from "./desk-line.tsx";
import { NameDialog } from "./name-dialog.tsx";
import type { PeopleDoor } from "./use-people.ts";

interface DeviceRowProps {
  device: Device;
  act: PeopleDoor["act"];
}

/** A desk of a person. The one that looks cannot remove itself: it would not be told what became of it. */
export function DeviceRow({ device: { deviceId, name, pairedAt, lastSeenAt }, act }: DeviceRowProps) {
  const isThis = useDesk().deviceId === deviceId;
  return (
    <DeskLine deviceId={deviceId} name={name} joinedAt={pairedAt} lastSeenAt={lastSeenAt}>
      <DeviceMenu deviceId={deviceId} name={name} isThis={isThis} act={act} />
    </DeskLine>
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
