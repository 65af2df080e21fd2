import { useTranslation } from "react-i18next";
import { type Account, OAuthAccountId } from "#shared/contract/accounts.ts";
import { useBridge } from "#renderer/bridge/context.tsx";
import { reportDefect } from "#renderer/bridge/report-defect.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { isLocale } from "#renderer/ui/locale.ts";
import { failureOf } from "./failure.ts";

/** What can be done with one account; each says itself how it ended. */
export function useAccountActs(account: Account) {
  const { t, i18n } = useTranslation("accounts");
  const bridge = useBridge();
  const confirm = useConfirm();
  const showVault = useShell((state) => state.showVault);
  const name = t(`name.${account.id}`);
  const id = OAuthAccountId.options.find((one) => one === account.id);

  const failed = async (error: unknown) => {
    if (failureOf(error) === "vaultLocked") return showVault(true);
    notifyProblem({ message: t("failed", { id: await reportDefect(bridge, error) }) });
  };
  const connect = async () => {
    if (!id) return;
    const language = isLocale(i18n.language) ? i18n.language : "en";
    try {
      const { link } = await bridge.accounts.connect({ id, language });
      if (link) window.open(link, "_blank", "noopener");
    } catch (error) {
      await failed(error);
    }
  };
  const cancel = async () => {
    if (id) await bridge.accounts.cancelConnect({ id }).catch(failed);
  };
  const forget = async () => {
    const { id: forgotten, signIn } = account;
    if (forgotten === "hub") return;
    const agreed = await confirm({
      title: t("forgetTitle", { name }),
      text: signIn === "browser" ? t("forgetText", { name }) : t("forgetTyped"),
      confirm: t("forgetAct"),
      dangerous: true,
    });
    if (!agreed) return;
    try {
      const { revocation } = await bridge.accounts.forget({ id: forgotten });
      const page = account.accessPage ?? "";
      if (revocation === "notReached") notifyProblem({ message: t("forgotten.notReached", { name, page }) });
      else if (revocation === "notOffered" && page)
        notifyDone({ message: t("forgotten.notOfferedPage", { name, page }) });
      else notifyDone({ message: t(`forgotten.${revocation}`, { name }) });
    } catch (error) {
      await failed(error);
    }
  };
  return { name, connect, cancel, forget };
}
