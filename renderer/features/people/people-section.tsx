import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import styles from "./people.module.css";
import { PersonRow } from "./person-row.tsx";
import { usePeople } from "./use-people.ts";

/** Who works at the dealership, with their desks; to who is no owner only themselves. */
export function PeopleSection() {
  const { t } = useTranslation("people");
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      <PeopleContent />
    </SettingsSection>
  );
}

function PeopleContent() {
  const { t } = useTranslation("people");
  const door = usePeople();
  const [inviting, setInviting] = useState(false);
  const { state } = door;
  if (state.kind === "loading") return <p className={styles.hint}>{t("loading")}</p>;
  if (state.kind !== "known")
    return (
      <div className={styles.unknown}>
        <p className={styles.hint} role="status">
          {state.kind === "offline" ? t("offline") : t("failed", { id: state.defectId })}
        </p>
        <Button variant="default" size="compact-sm" onClick={() => void door.reload()}>
          {t("tryAgain")}
        </Button>
      </div>
    );
  const { me, people, devices, addresses } = state.list;
  const isOwner = me.role === "owner";
  const shown = isOwner ? people : people.filter(({ personId }) => personId === me.personId);
  return (
    <>
      <ul className={styles.people}>
        {shown.map((person) => (
          <PersonRow
            key={person.personId}
            person={person}
            devices={devices.filter(({ personId }) => personId === person.personId)}
            isMe={person.personId === me.personId}
            isOwner={isOwner}
            addresses={addresses}
            act={door.act}
          />
        ))}
      </ul>
      {isOwner ? (
        <Button
          variant="default"
          leftSection={<IconUserPlus size={16} stroke={1.75} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t("invite")}
        </Button>
      ) : null}
      <InviteDialog
        opened={inviting}
        onClose={() => setInviting(false)}
        addresses={addresses}
        act={door.act}
      />
    </>
  );
}
