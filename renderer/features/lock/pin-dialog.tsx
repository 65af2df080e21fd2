import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { CopyButton } from "#renderer/ui/copy-button.tsx";
import styles from "./lock.module.css";
import { asPin, isPin, pinField } from "./pin.ts";
import { useLockAct } from "./use-lock-act.ts";

interface PinDialogProps {
  opened: boolean;
  /** There is one already, which has to be given once more. */
  isChange: boolean;
  onClose: () => void;
}

/** Takes a new PIN, and then shows the code that opens the desk where it is forgotten. */
export function PinDialog({ opened, isChange, onClose }: PinDialogProps) {
  const { t } = useTranslation(["lock", "common"]);
  const [code, setCode] = useState<string | null>(null);
  const close = () => {
    onClose();
    setCode(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(code ? "recoveryTitle" : isChange ? "changePin" : "setPin")}
      size="sm"
      // The code is not shown again: a slip beside the dialog must not take it away.
      closeOnClickOutside={code === null}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {code ? (
        <RecoveryCode code={code} onDone={close} />
      ) : (
        <PinForm isChange={isChange} onClose={close} onSet={setCode} />
      )}
    </Modal>
  );
}

interface PinFormProps {
  isChange: boolean;
  onClose: () => void;
  onSet: (recoveryCode: string) => void;
}

function PinForm({ isChange, onClose, onSet }: PinFormProps) {
  const { t } = useTranslation(["lock", "common"]);
  const bridge = useBridge();
  const [present, setPresent] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const { busy, failure, attempt } = useLockAct();
  const pinMissing = tried && !isPin(pin);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isPin(pin) || pin !== again || (isChange && !isPin(present))) return;
    const set = await attempt(() => bridge.lock.setPin({ present: isChange ? present : null, pin }));
    if (set) onSet(set.recoveryCode);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {isChange ? (
          <TextInput
            {...pinField}
            label={t("presentPin")}
            value={present}
            error={failure ?? (tried && !isPin(present) ? t("pinHint") : null)}
            data-autofocus
            onChange={(event) => setPresent(asPin(event.currentTarget.value))}
          />
        ) : null}
        <TextInput
          {...pinField}
          label={t("newPin")}
          description={pinMissing ? null : t("pinHint")}
          value={pin}
          error={pinMissing ? t("pinHint") : null}
          data-autofocus={isChange ? undefined : true}
          onChange={(event) => setPin(asPin(event.currentTarget.value))}
        />
        <TextInput
          {...pinField}
          label={t("pinAgain")}
          value={again}
          error={tried && pin !== again ? t("different") : isChange ? null : failure}
          onChange={(event) => setAgain(asPin(event.currentTarget.value))}
        />
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {t(isChange ? "changePin" : "setPin")}
        </Button>
      </Group>
    </form>
  );
}

function RecoveryCode({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation("lock");
  return (
    <>
      <p className={styles.hint}>{t("recoveryText")}</p>
      <div className={styles.code}>
        <output aria-label={t("recoveryCode")} data-selectable>
          {code}
        </output>
        <CopyButton value={code} />
      </div>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone} data-autofocus>
          {t("written")}
        </Button>
      </Group>
    </>
  );
}
