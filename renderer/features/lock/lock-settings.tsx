import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { Keys } from "#renderer/ui/kbd.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { SettingsRow, SettingsSection } from "#renderer/ui/settings-section.tsx";
import type { LockAfter } from "#shared/contract/lock.ts";
import { useDeskLock } from "./lock-context.tsx";
import { PinDialog } from "./pin-dialog.tsx";
import { RemovePinDialog } from "./remove-pin-dialog.tsx";

/** The settings' part about the desk's PIN. */
export function LockSettings() {
  const { t } = useTranslation("lock");
  const { isSet, after } = useDeskLock().state;
  const [asked, setAsked] = useState<"set" | "change" | "remove" | null>(null);
  const close = () => setAsked(null);
  return (
    <SettingsSection title={t("title")} text={t("text")}>
      {isSet ? (
        <SetPin after={after} onChange={() => setAsked("change")} onRemove={() => setAsked("remove")} />
      ) : (
        <Button
          variant="default"
          leftSection={<IconLock size={16} stroke={1.75} aria-hidden />}
          onClick={() => setAsked("set")}
        >
          {t("setPin")}
        </Button>
      )}
      <PinDialog
        opened={asked === "set" || asked === "change"}
        isChange={asked === "change"}
        onClose={close}
      />
      <RemovePinDialog opened={asked === "remove"} onClose={close} />
    </SettingsSection>
  );
}

const choices = [1, 5, 15, 60, null] as const;

interface SetPinProps {
  after: LockAfter;
  onChange: () => void;
  onRemove: () => void;
}

function SetPin({ after, onChange, onRemove }: SetPinProps) {
  const { t } = useTranslation("lock");
  const bridge = useBridge();
  const failed = () => notifyProblem({ message: t("changeFailed"), id: "lock" });
  const choose = (value: string) => {
    const chosen = choices.find((choice) => String(choice) === value);
    if (chosen !== undefined) bridge.lock.setAfter({ after: chosen }).catch(failed);
  };
  return (
    <>
      <SettingsRow label={t("after")}>
        <SegmentedControl
          aria-label={t("after")}
          value={String(after)}
          onChange={choose}
          data={choices.map((minutes) => ({
            value: String(minutes),
            label: minutes === null ? t("never") : t("minutes", { count: minutes }),
          }))}
        />
      </SettingsRow>
      <Group gap="sm" mt="md">
        <Button
          variant="default"
          rightSection={<Keys keys="Mod+L" />}
          onClick={() => void bridge.lock.lockNow().catch(failed)}
        >
          {t("lockNow")}
        </Button>
        <Button variant="default" onClick={onChange}>
          {t("changePin")}
        </Button>
        <Button variant="subtle" color="gray" onClick={onRemove}>
          {t("removePin")}
        </Button>
      </Group>
    </>
  );
}
