import { ORPCError } from "@orpc/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";

const told = [
  "wrongPin",
  "tooSoon",
  "wrongCode",
  "codeRefused",
  "hubUnreachable",
  "deviceTaken",
  "tooManyTries",
  "vaultLocked",
] as const;

/** Runs one try at a time and keeps the sentence of how it failed. */
export function useLockAct() {
  const { t } = useTranslation("lock");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const sentenceOf = async (error: unknown) => {
    const known = told.find((one) => error instanceof ORPCError && error.code === one);
    return known ? t(`failures.${known}`) : t("failures.other", { id: await reportDefect(bridge, error) });
  };
  /** What the act answered with, or null where it failed. */
  const attempt = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setFailure(null);
    try {
      return await act();
    } catch (error) {
      setFailure(await sentenceOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, attempt };
}
