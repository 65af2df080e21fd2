import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { failureOf } from "./failure.ts";

/** Runs one try with a passphrase at a time and keeps the sentence of how it failed. */
export function usePassphraseAct(onDone: () => void) {
  const { t } = useTranslation("accounts");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = async (act: () => Promise<unknown>) => {
    setBusy(true);
    setFailure(null);
    try {
      await act();
      onDone();
    } catch (error) {
      const isWrong = failureOf(error) === "wrongPassphrase";
      setFailure(isWrong ? t("vault.wrong") : t("failed", { id: await reportDefect(bridge, error) }));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, attempt };
}
