import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { OneTimeCode } from "#shared/contract/hub.ts";
import type { Role } from "#shared/model/role.ts";
import { roles } from "#shared/rules/rights.ts";
import { InvitationCard } from "./invitation-card.tsx";
import styles from "./people.module.css";
import type { PeopleDoor } from "./use-people.ts";

interface InviteDialogProps {
  opened: boolean;
  onClose: () => void;
  addresses: readonly string[];
  act: PeopleDoor["act"];
}

/** Asks who and what as, and then shows the code to give them. */
export function InviteDialog({ opened, onClose, addresses, act }: InviteDialogProps) {
  const { t } = useTranslation(["people", "common"]);
  const [invitation, setInvitation] = useState<{ name: string; code: OneTimeCode } | null>(null);
  const close = () => {
    onClose();
    setInvitation(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={invitation ? t("codeFor", { name: invitation.name }) : t("inviteTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {invitation ? (
        <>
          <InvitationCard code={invitation.code} addresses={addresses} />
          <Group justify="flex-end" mt="lg">
            <Button onClick={close}>{t("done")}</Button>
          </Group>
        </>
      ) : (
        <InviteForm
          onCancel={close}
          onSubmit={async (name, role) => {
            const code = await act((people) => people.invite({ name, role }));
            if (code) setInvitation({ name, code });
          }}
        />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  onSubmit: (name: string, role: Role) => Promise<void>;
  onCancel: () => void;
}

function InviteForm({ onSubmit, onCancel }: InviteFormProps) {
  const { t } = useTranslation(["people", "common"]);
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("sales");
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    void onSubmit(name.trim(), role).finally(() => setBusy(false));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <p className={styles.hint}>{t("inviteText")}</p>
        <TextInput
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          data-autofocus
          required
        />
        <Radio.Group label={t("role")} value={role} onChange={(value) => setRole(value)}>
          <Stack gap="xs" mt="xs">
            {roles.map((one) => (
              <Radio key={one} value={one} label={t(`roles.${one}`)} description={t(`roleTexts.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={name.trim() === ""}>
            {t("inviteSubmit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
