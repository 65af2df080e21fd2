import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { HubSharing } from "#shared/contract/bridge.ts";

export interface Sharing {
  /** Whether this desk's own hub is open to the network; null where the hub is another desk's, undefined until that is known. */
  readonly hub: HubSharing | null | undefined;
  readonly busy: boolean;
  readonly share: (shared: boolean) => Promise<void>;
}

export function useHubSharing(): Sharing {
  const { t } = useTranslation("people");
  const bridge = useBridge();
  const [hub, setHub] = useState<HubSharing | null>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let gone = false;
    bridge.desk
      .hubSharing()
      .then((answer) => gone || setHub(answer))
      .catch(() => gone || setHub(null));
    return () => void (gone = true);
  }, [bridge]);

  const share = async (shared: boolean) => {
    setBusy(true);
    try {
      setHub(await bridge.desk.shareOnNetwork({ shared }));
    } catch {
      notifyProblem({ message: t("shareFailed") });
    } finally {
      setBusy(false);
    }
  };
  return { hub, busy, share };
}
