import { ActionIcon, Menu, Select } from "@mantine/core";
import { IconDots, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { Device, OneTimeCode, Person } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import { roles } from "#shared/rules/rights.ts";
import { DeviceRow } from "./device-row.tsx";
import { NameDialog } from "./name-dialog.tsx";
import styles from "./people.module.css";
import type { PeopleDoor } from "./use-people.ts";

interface PersonRowProps {
  person: Person;
  devices: readonly Device[];
  isMe: boolean;
  /** Whether the one who looks may change people. */
  isOwner: boolean;
  act: PeopleDoor["act"];
  onCode: (code: OneTimeCode) => void;
}

export function PersonRow({ person, devices, isMe, isOwner, act, onCode }: PersonRowProps) {
  const { t } = useTranslation("people");
  const locale = useLocale();
  const { name, personId, role, invitedUntil } = person;
  const here = devices.filter(({ revokedAt }) => revokedAt === null);
  return (
    <li className={styles.person} aria-label={name}>
      <div className={styles.personHead}>
        <IconUser size={18} stroke={1.5} aria-hidden />
        <span className={styles.name}>{name}</span>
        {isMe ? <span className={styles.tag}>{t("you")}</span> : null}
        {isOwner ? (
          <Select
            className={styles.role}
            size="xs"
            w={136}
            aria-label={t("roleOf", { name })}
            value={role}
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            onChange={(value) => void act((people) => people.change({ personId, name, role: value as Role }))}
          />
        ) : (
          <span className={styles.role}>{t(`roles.${role}`)}</span>
        )}
        {isOwner ? <PersonMenu person={person} isMe={isMe} act={act} onCode={onCode} /> : null}
      </div>
      <p className={styles.roleText}>{t(`roleTexts.${role}`)}</p>
      {invitedUntil ? (
        <p className={styles.roleText}>
          {t(here.length > 0 ? "awaited" : "invited", { date: formatInstant(invitedUntil, locale) })}
        </p>
      ) : null}
      {here.length > 0 ? (
        <ul className={styles.devices}>
          {here.map((device) => (
            <DeviceRow key={device.deviceId} device={device} act={act} />
          ))}
        </ul>
      ) : (
        <p className={styles.roleText}>{t("noDesks")}</p>
      )}
    </li>
  );
}

type PersonMenuProps = Pick<PersonRowProps, "person" | "isMe" | "act" | "onCode">;

function PersonMenu({ person: { personId, name, role, invitedUntil }, isMe, act, onCode }: PersonMenuProps) {
  const { t } = useTranslation("people");
  const confirm = useConfirm();
  const [naming, setNaming] = useState(false);
  const newCode = async () => {
    const code = await act((people) => people.inviteAgain({ personId }));
    if (code) onCode(code);
  };
  const remove = async () => {
    const question = { title: t("removeTitle", { name }), text: t("removeText"), dangerous: true };
    if (await confirm({ ...question, confirm: t("removeConfirm") }))
      await act((people) => people.remove({ personId }));
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("moreOf", { name })} title={t("moreOf", { name })}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setNaming(true)}>{t("changeName")}</Menu.Item>
          {isMe ? null : <Menu.Item onClick={() => void newCode()}>{t("newCode")}</Menu.Item>}
          {invitedUntil ? (
            <Menu.Item onClick={() => void act((people) => people.cancelInvitation({ personId }))}>
              {t("cancelInvitation")}
            </Menu.Item>
          ) : null}
          {isMe ? null : (
            <>
              <Menu.Divider />
              <Menu.Item color="red" onClick={() => void remove()}>
                {t("removePerson")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        title={t("changeName")}
        name={name}
        onClose={() => setNaming(false)}
        onSave={(next) => act((people) => people.change({ personId, name: next, role }))}
      />
    </>
  );
}
