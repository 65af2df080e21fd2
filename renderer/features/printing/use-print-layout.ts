import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import type { PrintLayout } from "#shared/model/print-layout.ts";

const nothing: Partial<PrintLayout> = {};

/** The dealership's layout, and how to change it for every desk. A change is seen at once, while it is being kept. */
export function usePrintLayout() {
  const { t } = useTranslation("printing");
  const { settings } = useReplica();
  const kept = useLive(settings.printLayout);
  const [unkept, setUnkept] = useState(nothing);
  const underWay = useRef(0);
  const layout = useMemo(() => ({ ...kept, ...unkept }), [kept, unkept]);

  const change = async (patch: Partial<PrintLayout>) => {
    setUnkept((now) => ({ ...now, ...patch }));
    underWay.current += 1;
    try {
      await settings.changePrintLayout(patch);
    } catch {
      notifyProblem({ message: t("notKept"), id: "print" });
    } finally {
      underWay.current -= 1;
      if (underWay.current === 0) setUnkept(nothing);
    }
  };
  return [layout, (patch: Partial<PrintLayout>) => void change(patch)] as const;
}
