import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

interface NameDialogProps {
  opened: boolean;
  title: string;
  name: string;
  onClose: () => void;
  /** Null where it was not saved, which has been told. */
  onSave: (name: string) => Promise<unknown>;
}

/** Another name for a person or a desk. */
export function NameDialog({ opened, title, onClose, ...form }: NameDialogProps) {
  const { t } = useTranslation("common");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="sm"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <NameForm onClose={onClose} {...form} />
    </Modal>
  );
}

function NameForm({ name, onClose, onSave }: Omit<NameDialogProps, "opened" | "title">) {
  const { t } = useTranslation(["people", "common"]);
  const [text, setText] = useState(name);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const saved = await onSave(text.trim());
    setBusy(false);
    if (saved !== null) onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t("name")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={60}
        data-autofocus
        required
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={text.trim() === ""}>
          {t("save")}
        </Button>
      </Group>
    </form>
  );
}
