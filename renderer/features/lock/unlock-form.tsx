import { Button, TextInput } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useNow } from "#renderer/ui/use-now.ts";
import styles from "./lock.module.css";
import { asPin, isPin, pinField } from "./pin.ts";
import { useLockAct } from "./use-lock-act.ts";

/** Takes the PIN; a wrong one empties the field for the next. */
export function UnlockForm({ waitUntil }: { waitUntil: string | null }) {
  const { t } = useTranslation("lock");
  const bridge = useBridge();
  const field = useRef<HTMLInputElement>(null);
  const [pin, setPin] = useState("");
  const { busy, failure, attempt } = useLockAct();
  const seconds = useSecondsUntil(waitUntil);
  useEffect(() => field.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPin(pin) || seconds > 0) return;
    setPin("");
    void attempt(() => bridge.lock.unlock({ pin })).then(() => field.current?.focus());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        {...pinField}
        ref={field}
        size="md"
        classNames={{ input: styles.pin }}
        label={t("pin")}
        value={pin}
        error={seconds > 0 ? t("wait", { time: clockOf(seconds) }) : failure}
        onChange={(event) => setPin(asPin(event.currentTarget.value))}
      />
      <Button type="submit" size="md" fullWidth loading={busy} disabled={!isPin(pin) || seconds > 0}>
        {t("unlock")}
      </Button>
    </form>
  );
}

function useSecondsUntil(instant: string | null): number {
  const now = useNow(1000);
  return instant === null ? 0 : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}

/** "4:05". */
function clockOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
