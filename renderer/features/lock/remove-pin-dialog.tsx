import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyDone } from "#renderer/ui/notify.tsx";
import styles from "./lock.module.css";
import { asPin, isPin, pinField } from "./pin.ts";
import { useLockAct } from "./use-lock-act.ts";

interface RemovePinDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Takes the present PIN once more before there is none. */
export function RemovePinDialog({ opened, onClose }: RemovePinDialogProps) {
  const { t } = useTranslation(["lock", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("removePin")}
      size="sm"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <RemovePinForm onClose={onClose} />
    </Modal>
  );
}

function RemovePinForm({ onClose }: Pick<RemovePinDialogProps, "onClose">) {
  const { t } = useTranslation(["lock", "common"]);
  const bridge = useBridge();
  const [pin, setPin] = useState("");
  const { busy, failure, attempt } = useLockAct();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await attempt(() => bridge.lock.removePin({ present: pin })))) return;
    notifyDone({ message: t("pinRemoved") });
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p className={styles.hint}>{t("removeText")}</p>
      <TextInput
        {...pinField}
        mt="sm"
        label={t("presentPin")}
        value={pin}
        error={failure}
        data-autofocus
        onChange={(event) => setPin(asPin(event.currentTarget.value))}
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={!isPin(pin)}>
          {t("removePin")}
        </Button>
      </Group>
    </form>
  );
}
