import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "../bridge/context.tsx";
import { reportDefect } from "../bridge/report-defect.ts";
import { notifyProblem } from "../ui/notify.tsx";

/** Reports what nothing else caught, and tells the person the id of the report. */
export function DefectListener() {
  const { t } = useTranslation("shell");
  const bridge = useBridge();
  useEffect(() => {
    const stop = new AbortController();
    const tell = async (error: unknown) => {
      if (isEndOfConnection(error)) return;
      const id = await reportDefect(bridge, error);
      notifyProblem({ message: t("defectToast", { id }), id: "defect" });
    };
    const { signal } = stop;
    window.addEventListener("error", ({ error }) => error && void tell(error), { signal });
    window.addEventListener("unhandledrejection", ({ reason }) => void tell(reason), { signal });
    return () => stop.abort();
  }, [bridge, t]);
  return null;
}

/** Calls under way end so when main restarts or the window closes; whoever made them asks again. */
function isEndOfConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "AbortError" || /aborted|connection closed/i.test(error.message))
  );
}
