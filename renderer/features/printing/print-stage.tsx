import { Button, SegmentedControl } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconFileTypePdf, IconPrinter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { useShell } from "#renderer/ui/shell-state.tsx";
import type { PlacingOptions } from "#shared/rules/label-placing.ts";
import { CodeAddressField } from "./code-address-field.tsx";
import { keepDocument, keptDocument } from "./kept-document.ts";
import { LabelChoices } from "./label-choices.tsx";
import type { PrintedCar } from "./print-plan.ts";
import { PrintFindings } from "./print-findings.tsx";
import { PrintPreview } from "./print-preview.tsx";
import { PrintRoot } from "./print-root.tsx";
import styles from "./print-stage.module.css";
import { StickerChoices } from "./sticker-choices.tsx";
import { usePrintActs } from "./use-print-acts.ts";
import { usePrintLayout } from "./use-print-layout.ts";
import { usePrintPlan } from "./use-print-plan.ts";

/** Asks what is to be printed of cars and how, shows the pages, and prints them. */
export function PrintStage() {
  const stage = useShell((state) => state.stage);
  const show = useShell((state) => state.show);
  if (stage?.type !== "print") return null;
  return <OpenPrint vehicleIds={stage.vehicleIds} onClose={() => show(null)} />;
}

function OpenPrint({ vehicleIds, onClose }: { vehicleIds: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation(["printing", "common"]);
  const { cars: lot } = useLive(useReplica().inventory);
  const cars = useMemo(() => {
    const byId = new Map(lot.map((car) => [car.id, car]));
    return vehicleIds.flatMap((id) => byId.get(id) ?? []);
  }, [vehicleIds, lot]);
  return (
    <OpenDialog
      onClose={onClose}
      size={1120}
      title={t("title", { count: cars.length })}
      closeButtonProps={{ "aria-label": t("common:close") }}
      classNames={{ body: styles.body ?? "" }}
    >
      {cars.length > 0 ? (
        <Plan cars={cars} lot={lot} onClose={onClose} />
      ) : (
        <p className={styles.hint}>{t("nothing")}</p>
      )}
    </OpenDialog>
  );
}

interface PlanProps {
  readonly cars: readonly PrintedCar[];
  readonly lot: readonly PrintedCar[];
  readonly onClose: () => void;
}

function Plan({ cars, lot, onClose }: PlanProps) {
  const { t } = useTranslation(["printing", "common"]);
  const [document, setDocument] = useDocument();
  const [layout, change] = usePrintLayout();
  const [placing, setPlacing] = useState<PlacingOptions>({ startAt: 1, copies: 1 });
  const wish = useMemo(
    () => ({ cars, lot, document, layout, placing }),
    [cars, lot, document, layout, placing],
  );
  const plan = usePrintPlan(wish);
  const fileName = `${t(`documents.${document}`)} ${nameOf(cars)}`;
  const { busy, print, savePdf } = usePrintActs(plan, fileName, onClose);
  useHotkeys([["mod + P", print]], []);

  return (
    <>
      <div className={styles.columns}>
        <div className={styles.choices}>
          <SegmentedControl
            fullWidth
            aria-label={t("what")}
            value={document}
            onChange={setDocument}
            data={(["sticker", "label"] as const).map((value) => ({
              value,
              label: t(`documents.${value}`),
            }))}
          />
          {document === "sticker" ? (
            <StickerChoices layout={layout} onChange={change} />
          ) : (
            <LabelChoices layout={layout} onChange={change} placing={placing} onPlace={setPlacing} />
          )}
          <CodeAddressField
            key={layout.codeAddress}
            address={layout.codeAddress}
            onChange={(codeAddress) => change({ codeAddress })}
          />
          {plan && <PrintFindings plan={plan} />}
        </div>
        <PrintPreview plan={plan} />
      </div>
      <footer className={styles.foot}>
        <span className={styles.count} role="status">
          {plan && t("pages", { count: plan.pages.length })}
        </span>
        <span className={styles.hint}>{savePdf ? null : t("pdfInBrowser")}</span>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        {savePdf && (
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={16} stroke={1.75} aria-hidden />}
            disabled={!plan || busy === "print"}
            loading={busy === "pdf"}
            onClick={savePdf}
          >
            {t("savePdf")}
          </Button>
        )}
        <Button
          data-autofocus
          leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden />}
          disabled={!plan || busy === "pdf"}
          loading={busy === "print"}
          onClick={print}
        >
          {t("print")}
        </Button>
      </footer>
      {plan && <PrintRoot plan={plan} />}
    </>
  );
}

/** A file is named after the one car, or the day. */
function nameOf(cars: readonly PrintedCar[]): string {
  const [only] = cars;
  return (cars.length === 1 && only?.vehicle.stockNumber) || civilDateOf(new Date());
}

function useDocument() {
  const { deviceId } = useDesk();
  const key = `printing.${deviceId}`;
  const [document, setDocument] = useState(() => keptDocument(localStorage, key));
  const choose = (next: typeof document) => {
    setDocument(next);
    keepDocument(localStorage, key, next);
  };
  return [document, choose] as const;
}
