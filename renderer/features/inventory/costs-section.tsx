import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { memo, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Currency, type Money } from "#shared/model/primitives.ts";
import type { ReconLine, VehicleCost } from "#shared/model/vehicle-cost.ts";
import { gross, totalCost } from "#shared/rules/cost.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import type { InventoryCar } from "#renderer/replica/inventory.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatMoney } from "#renderer/ui/format.ts";
import { InspectorSection } from "#renderer/ui/inspector-section.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "./costs-section.module.css";
import { isSameVehicle } from "./details-section.tsx";
import { Beside, TextField } from "./field.tsx";
import { parseMoney } from "./field-parsing.ts";
import { NewReconLine, ReconLineRow } from "./recon-line.tsx";
import { useDraft } from "./use-draft.ts";
import { useKeep } from "./use-keep.ts";

/** What the dealer has in the car, and what is left of the price. */
export const CostsSection = memo(Costs, isSameVehicle);

function Costs({ car }: { car: Pick<InventoryCar, "id" | "vehicle"> }) {
  const { t } = useTranslation("inventory");
  const { costs, settings } = useReplica();
  const { id, vehicle } = car;
  const live = useMemo(() => costs.of(id), [costs, id]);
  const cost = useLive(live) ?? nothingSpent(id);
  const dealership = useLive(settings.dealership);
  const currency = cost.purchase?.currency ?? dealership?.currency ?? "MXN";
  const [adding, setAdding] = useState(false);
  return (
    <InspectorSection
      title={t("costs")}
      action={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t("addReconLine")}
        </Button>
      }
    >
      <Purchase vehicleId={id} purchase={cost.purchase} currency={currency} />
      <Recon cost={cost} currency={currency} adding={adding} onAdded={setAdding} />
      <Totals price={vehicle.price} cost={cost} />
    </InspectorSection>
  );
}

const nothingSpent = (vehicleId: string): VehicleCost => ({ vehicleId, purchase: null, recon: {} });

interface PurchaseProps {
  vehicleId: string;
  purchase: Money | null;
  currency: Currency;
}

function Purchase({ vehicleId, purchase, currency }: PurchaseProps) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const { costs } = useReplica();
  const keep = useKeep();
  const draft = useDraft({
    of: `${vehicleId}.purchase`,
    kept: purchase ? formatMoney(purchase, locale) : "",
    parse: (text) => parseMoney(text, currency),
    save: (value) => costs.setPurchase(vehicleId, value),
  });
  return (
    <TextField
      label={t("purchase")}
      draft={draft}
      inputMode="decimal"
      align="end"
      before={
        purchase && (
          <Beside
            name={t("currencyOf", { field: t("purchase") })}
            value={currency}
            choices={Currency.options}
            onChange={(chosen) => keep(costs.setPurchase(vehicleId, { ...purchase, currency: chosen }))}
          />
        )
      }
    />
  );
}

interface ReconProps {
  cost: VehicleCost;
  currency: Currency;
  adding: boolean;
  onAdded: (again: boolean) => void;
}

function Recon({ cost, currency, adding, onAdded }: ReconProps) {
  const { t } = useTranslation("inventory");
  const { t: common } = useTranslation("common");
  const { costs } = useReplica();
  const keep = useKeep();
  const locale = useLocale();
  const lines = reconLines(cost);
  const add = (line: ReconLine) =>
    void costs.putLine(cost.vehicleId, null, line).catch(() =>
      notifyProblem({
        message: t("reconNotKept", { line: line.description, cost: formatMoney(line.cost, locale) }),
        action: { label: common("retry"), run: () => add(line) },
      }),
    );
  const remove = async (lineId: string, line: ReconLine) => {
    await costs.removeLine(cost.vehicleId, lineId);
    notifyDone({
      message: t("reconRemoved", { line: line.description }),
      action: { label: common("undo"), run: () => keep(costs.putLine(cost.vehicleId, lineId, line)) },
    });
  };
  return (
    <div className={styles.recon} role="group" aria-label={t("reconLines")}>
      {lines.length === 0 && !adding && <p className={styles.none}>{t("noRecon")}</p>}
      {lines.map(([lineId, line]) => (
        <div key={lineId} className={styles.line}>
          <ReconLineRow
            id={lineId}
            line={line}
            onChange={(changed) => costs.putLine(cost.vehicleId, lineId, changed)}
            onRemove={() => keep(remove(lineId, line))}
          />
        </div>
      ))}
      {adding && <NewReconLine currency={currency} onAdd={add} onEnd={onAdded} />}
    </div>
  );
}

/** By the day they were done; work still under way comes last, and ids keep the rest in the order they were made. */
function reconLines({ recon }: VehicleCost): [string, ReconLine][] {
  return Object.entries(recon)
    .flatMap(([id, line]): [string, ReconLine][] => (line ? [[id, line]] : []))
    .sort(
      ([idA, a], [idB, b]) =>
        (a.doneOn ?? "9999").localeCompare(b.doneOn ?? "9999") || idA.localeCompare(idB),
    );
}

function Totals({ price, cost }: { price: Money | null; cost: VehicleCost }) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const total = totalCost(cost);
  const profit = gross(price, cost);
  const hasCosts = cost.purchase !== null || Object.values(cost.recon).some(Boolean);
  return (
    <dl className={styles.totals}>
      <dt>{t("totalCost")}</dt>
      <dd>{total ? formatMoney(total, locale) : hasCosts ? t("mixedCurrencies") : "—"}</dd>
      <dt>{t("gross")}</dt>
      <dd className={styles.gross} data-negative={(profit && profit.amount < 0) || undefined}>
        {profit && price ? (
          <>
            {price.amount > 0 && <span className={styles.share}>{shareOf(profit, price, locale)}</span>}
            {formatMoney(profit, locale)}
          </>
        ) : (
          <span className={styles.none}>{t("grossUnknown")}</span>
        )}
      </dd>
    </dl>
  );
}

/** Gross as a share of the price. */
function shareOf(profit: Money, price: Money, locale: string): string {
  return (profit.amount / price.amount).toLocaleString(locale, {
    style: "percent",
    maximumFractionDigits: 1,
  });
}
