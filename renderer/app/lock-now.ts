import { useTranslation } from "react-i18next";
import { useBridge } from "../bridge/context.tsx";
import { useDeskLock } from "../features/lock/lock-context.tsx";
import { notifyProblem } from "../ui/notify.tsx";
import { useShell } from "../ui/shell-state.tsx";

/** Locks the desk, or leads to where its PIN is set. */
export function useLockNow(): () => void {
  const { t } = useTranslation("lock");
  const bridge = useBridge();
  const { isSet } = useDeskLock().state;
  const go = useShell((state) => state.go);
  return () => {
    if (isSet) void bridge.lock.lockNow();
    else {
      go("settings");
      notifyProblem({ message: t("noPinYet"), id: "lock" });
    }
  };
}
