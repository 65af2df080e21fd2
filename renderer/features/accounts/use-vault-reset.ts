import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";

/** Forgets every credential once that is confirmed. */
export function useVaultReset(onDone: () => void): () => Promise<void> {
  const { t } = useTranslation("accounts");
  const bridge = useBridge();
  const confirm = useConfirm();
  return async () => {
    const agreed = await confirm({
      title: t("vault.resetTitle"),
      text: t("vault.resetText"),
      confirm: t("vault.reset"),
      dangerous: true,
    });
    if (!agreed) return;
    try {
      await bridge.vault.reset();
      notifyDone({ message: t("vault.resetDone") });
      onDone();
    } catch (error) {
      notifyProblem({ message: t("failed", { id: await reportDefect(bridge, error) }) });
    }
  };
}
