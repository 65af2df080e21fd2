import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { MeasureText } from "#shared/rules/text-fitting.ts";
import { type PrintPlan, type PrintWish, printPlan } from "./print-plan.ts";
import { createMeasure, loadLetters } from "./text-measure.ts";

/** The pages that are wanted; null until the letters that they are written in are there. */
export function usePrintPlan(wish: PrintWish): PrintPlan | null {
  const { t } = useTranslation("printing");
  const { t: common } = useTranslation("common");
  const locale = useLocale();
  const dealership = useLive(useReplica().settings.dealership)?.name ?? "";
  const words = useMemo(() => ({ t, common, locale, dealership }), [t, common, locale, dealership]);
  const latest = useDeferredValue(wish);
  const measure = useMeasure(latest, dealership);
  return useMemo(() => measure && printPlan(latest, words, measure), [latest, words, measure]);
}

/** Measures anew once letters have come that were not there before. */
function useMeasure({ cars, layout }: PrintWish, dealership: string): MeasureText | null {
  const [measure, setMeasure] = useState<MeasureText | null>(null);
  const letters = useMemo(
    () => lettersOf(JSON.stringify([cars.map(({ vehicle }) => vehicle), layout.stickerNote, dealership])),
    [cars, layout.stickerNote, dealership],
  );
  useEffect(() => {
    const stop = new AbortController();
    const ready = () => stop.signal.aborted || setMeasure(() => createMeasure());
    // A font that cannot be read leaves the system's, which is measured and printed instead.
    void loadLetters([letters]).then(ready, ready);
    return () => stop.abort();
  }, [letters]);
  return measure;
}

/** Those of the words that are printed around a car's own are in the font's first file with these. */
function lettersOf(text: string): string {
  return [...new Set(`${text}AÁaá0•·…`)].sort().join("");
}
