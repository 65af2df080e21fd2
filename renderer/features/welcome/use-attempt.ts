import { ORPCError } from "@orpc/client";
import { useState } from "react";
import * as z from "zod";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { RestoreProblem } from "#shared/contract/export-file.ts";

const TooManyTries = z.object({ retryAfterSeconds: z.int() }).catch({ retryAfterSeconds: 60 });

const known = [
  "codeRefused",
  "deviceTaken",
  "hubUnreachable",
  "addressInvalid",
  "alreadyBegun",
  "diskFull",
  "vaultLocked",
] as const;

const restoreProblems = RestoreProblem.options;

/** Runs one try at a time and keeps the sentence of how it failed. */
export function useAttempt() {
  const { t } = useTranslation("welcome");
  const bridge = useBridge();
  const showVault = useShell((state) => state.showVault);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const sentence = async (error: unknown): Promise<string> => {
    const code = error instanceof ORPCError ? error.code : "";
    const seconds = retryAfter(error);
    if (seconds !== null) return t("errors.tooManyTries", { count: seconds });
    const problem = restoreProblems.find((name) => name === code);
    if (problem) return t(`restore.errors.${problem}`);
    const plain = known.find((name) => name === code);
    if (plain === "vaultLocked") showVault(true);
    return plain ? t(`errors.${plain}`) : t("errors.unexpected", { id: await reportDefect(bridge, error) });
  };

  const attempt = async (act: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    try {
      await act();
    } catch (error) {
      setFailure(await sentence(error));
      setBusy(false);
    }
  };
  return { busy, failure, attempt };
}

function retryAfter(error: unknown): number | null {
  if (!(error instanceof ORPCError) || error.code !== "tooManyTries") return null;
  return TooManyTries.parse(error.data).retryAfterSeconds;
}
