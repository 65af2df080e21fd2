import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import type { AccountSecret } from "#shared/contract/accounts.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { failureOf } from "./failure.ts";
import { MailForm } from "./mail-form.tsx";
import { TelegramForm } from "./telegram-form.tsx";

interface SecretDialogProps {
  id: AccountSecret["id"];
  onClose: () => void;
}

/** Asks for credentials that are typed. */
export function SecretDialog({ id, onClose }: SecretDialogProps) {
  const { t } = useTranslation(["accounts", "common"]);
  const { busy, failure, save } = useSave(id, onClose);
  const form = { busy, failure, onSave: save, onClose };
  return (
    <OpenDialog
      onClose={onClose}
      title={t(`${id}.title`)}
      size={id === "mail" ? "md" : "sm"}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {id === "mail" ? <MailForm {...form} /> : <TelegramForm {...form} />}
    </OpenDialog>
  );
}

function useSave(id: AccountSecret["id"], onClose: () => void) {
  const { t } = useTranslation("accounts");
  const bridge = useBridge();
  const showVault = useShell((state) => state.showVault);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const name = t(`name.${id}`);

  const sentence = async (error: unknown) => {
    const kind = failureOf(error);
    if (kind === "refused") return t(`secret.refused.${id}`);
    if (kind === "unreachable") return t("secret.unreachable", { name });
    return t("secret.failed", { id: await reportDefect(bridge, error) });
  };
  const save = async (secret: AccountSecret) => {
    setBusy(true);
    setFailure(null);
    try {
      await bridge.accounts.saveSecret(secret);
      notifyDone({ message: t("secret.saved", { name }) });
      onClose();
    } catch (error) {
      if (failureOf(error) === "vaultLocked") showVault(true);
      else setFailure(await sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, save: (secret: AccountSecret) => void save(secret) };
}
