import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Role } from "#shared/model/role.ts";
import { roles } from "#shared/rules/rights.ts";
import styles from "./people.module.css";

interface InviteFormProps {
  onSubmit: (name: string, role: Role) => Promise<void>;
  onCancel: () => void;
}

/** Asks who is invited, and what as. */
export function InviteForm({ onSubmit, onCancel }: InviteFormProps) {
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
