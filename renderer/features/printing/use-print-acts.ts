import { ORPCError } from "@orpc/client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import type { PrintPlan } from "./print-plan.ts";

export interface PrintActs {
  readonly busy: "print" | "pdf" | null;
  print(): void;
  /** Null where the browser's own dialog saves PDFs. */
  readonly savePdf: (() => void) | null;
}

const failures = ["noPrinter", "unavailable", "diskFull", "notWritable"] as const;

/** Prints what the print root shows, and says how it ended; `onDone` is called where it was printed or saved. */
export function usePrintActs(plan: PrintPlan | null, name: string, onDone: () => void): PrintActs {
  const { t } = useTranslation("printing");
  const bridge = useBridge();
  const { printing } = useDesk();
  const [busy, setBusy] = useState<PrintActs["busy"]>(null);

  const act = async (what: "print" | "pdf", run: (page: Page) => Promise<void>) => {
    if (!plan || busy) return;
    setBusy(what);
    try {
      await document.fonts.ready;
      await run({ width: plan.grid.pageWidth, height: plan.grid.pageHeight });
      onDone();
    } catch (error) {
      const code: unknown = error instanceof ORPCError ? error.code : "";
      if (code === "cancelled") return;
      const kind = failures.find((each) => each === code) ?? "unavailable";
      notifyProblem({ message: t(`failed.${kind}`), id: "print" });
    } finally {
      setBusy(null);
    }
  };

  const reveal = () => bridge.print.revealPdf();
  return {
    busy,
    print() {
      // The browser's dialog holds the window until it is closed, however it ends.
      if (printing === "window") return window.print();
      void act("print", async (page) => {
        await bridge.print.print({ page });
        notifyDone({ message: t("printed"), id: "print" });
      });
    },
    savePdf:
      printing === "window"
        ? null
        : () =>
            void act("pdf", async (page) => {
              await bridge.print.toPdf({ page, suggestedName: name });
              notifyDone({
                message: t("saved"),
                id: "print",
                action: { label: t("showInFolder"), run: reveal },
              });
            }),
  };
}

interface Page {
  readonly width: number;
  readonly height: number;
}
