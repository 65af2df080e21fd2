import { ActionIcon, Menu, Modal, Select } from "@mantine/core";
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
import { InvitationCard } from "./invitation-card.tsx";
import { NameDialog } from "./name-dialog.tsx";
import styles from "./people.module.css";
import type { PeopleDoor } from "./use-people.ts";

interface PersonRowProps {
  person: Person;
  devices: readonly Device[];
  isMe: boolean;
  /** Whether the one who looks may change people. */
  isOwner: boolean;
  addresses: readonly string[];
  act: PeopleDoor["act"];
}

export function PersonRow({ person, devices, isMe, isOwner, addresses, act }: PersonRowProps) {
  const { t } = useTranslation(["people", "common"]);
  const locale = useLocale();
  const [code, setCode] = useState<OneTimeCode | null>(null);
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
            aria-label={t("roleOf", { name })}
            value={role}
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            onChange={(value) => void act((people) => people.change({ personId, name, role: value as Role }))}
          />
        ) : (
          <span className={styles.role}>{t(`roles.${role}`)}</span>
        )}
        {isOwner ? <PersonMenu person={person} isMe={isMe} act={act} onCode={setCode} /> : null}
      </div>
      <p className={styles.roleText}>{t(`roleTexts.${role}`)}</p>
      {invitedUntil ? (
        <p className={styles.roleText}>{t("invited", { date: formatInstant(invitedUntil, locale) })}</p>
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
      <Modal
        opened={code !== null}
        onClose={() => setCode(null)}
        title={t("codeFor", { name })}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        {code ? <InvitationCard code={code} addresses={addresses} /> : null}
      </Modal>
    </li>
  );
}

interface PersonMenuProps extends Pick<PersonRowProps, "person" | "isMe" | "act"> {
  onCode: (code: OneTimeCode | null) => void;
}

function PersonMenu({ person: { personId, name, role, invitedUntil }, isMe, act, onCode }: PersonMenuProps) {
  const { t } = useTranslation("people");
  const confirm = useConfirm();
  const [naming, setNaming] = useState(false);
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
          <Menu.Item onClick={async () => onCode(await act((people) => people.inviteAgain({ personId })))}>
            {t("newCode")}
          </Menu.Item>
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
