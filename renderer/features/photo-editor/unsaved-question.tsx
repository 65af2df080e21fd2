import { Button, Group, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface UnsavedQuestionProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
  readonly onSave: () => void;
}

/** What becomes of edits that are not saved, when the person leaves the photo. */
export function UnsavedQuestion({ opened, onStay, onDiscard, onSave }: UnsavedQuestionProps) {
  const { t } = useTranslation(["photoEditor", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      size="sm"
      title={t("unsavedTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Text size="sm" c="dimmed">
        {t("unsavedText")}
      </Text>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onStay}>
          {t("keepEditing")}
        </Button>
        <Button variant="default" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <Button data-autofocus onClick={onSave}>
          {t("common:save")}
        </Button>
      </Group>
    </Modal>
  );
}
