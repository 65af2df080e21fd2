import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Currency } from "#shared/model/primitives.ts";
import type { ReconLine } from "#shared/model/vehicle-cost.ts";
import { formatMoney } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "./costs-section.module.css";
import { parseDate, parseMoney, parseText, type Parsed, type Problem } from "./field-parsing.ts";
import { useDraft, type Draft } from "./use-draft.ts";

const longestDescription = 120;

function parseDescription(text: string): Parsed<string> {
  const parsed = parseText(text, longestDescription);
  return "value" in parsed && parsed.value === "" ? { problem: "required" } : parsed;
}

interface ReconLineRowProps {
  id: string;
  line: ReconLine;
  onChange: (line: ReconLine) => Promise<void>;
  onRemove: () => void;
}

/** One job of recon, each of its parts edited in place. */
export function ReconLineRow({ id, line, onChange, onRemove }: ReconLineRowProps) {
  const { t } = useTranslation("inventory");
  const locale = useLocale();
  const description = useDraft({
    of: `${id}.description`,
    kept: line.description,
    parse: parseDescription,
    save: (value) => onChange({ ...line, description: value }),
  });
  const doneOn = useDraft<string | null>({
    of: `${id}.doneOn`,
    kept: line.doneOn ?? "",
    parse: (text) => (text === "" ? { value: null } : parseDate(text)),
    save: (value) => onChange({ ...line, doneOn: value }),
  });
  const cost = useDraft({
    of: `${id}.cost`,
    kept: formatMoney(line.cost, locale),
    parse: (text) => parseCost(text, line.cost.currency),
    save: (value) => onChange({ ...line, cost: value }),
  });
  const of = (part: string) => `${part}: ${line.description}`;
  return (
    <>
      <CellInput label={of(t("reconWhat"))} draft={description} />
      <CellInput label={of(t("reconDoneOn"))} draft={doneOn} type="date" />
      <ActionIcon
        size={24}
        className={styles.remove}
        aria-label={t("removeReconLine", { line: line.description })}
        onClick={onRemove}
      >
        <IconX size={14} stroke={1.75} />
      </ActionIcon>
      <CellInput label={of(t("reconCost"))} draft={cost} align="end" />
    </>
  );
}

function parseCost(text: string, currency: Currency): Parsed<ReconLine["cost"]> {
  const parsed = parseMoney(text, currency);
  if ("problem" in parsed) return parsed;
  return parsed.value ? { value: parsed.value } : { problem: "notAnAmount" };
}

interface CellInputProps {
  label: string;
  draft: Draft;
  type?: "text" | "date";
  align?: "end";
}

function CellInput({ label, draft, type = "text", align }: CellInputProps) {
  const { t } = useTranslation("inventory");
  return (
    <input
      type={type}
      className={styles.input}
      data-align={align}
      data-empty={draft.text === "" || undefined}
      aria-label={label}
      aria-invalid={draft.problem !== null}
      title={draft.problem ? t(`problem.${draft.problem}`) : draft.text}
      autoComplete="off"
      value={draft.text}
      onChange={(event) => draft.type(event.target.value)}
      onFocus={(event) => type === "text" && event.target.select()}
      onBlur={() => draft.commit()}
      onKeyDown={draft.onKeyDown}
    />
  );
}

interface NewReconLineProps {
  currency: Currency;
  onAdd: (line: ReconLine) => void;
  /** Called when the line is added (with true: ready for another) or given up. */
  onEnd: (again: boolean) => void;
}

/** A line being written: Enter adds it and waits for the next one, leaving it adds it, Escape gives it up. */
export function NewReconLine({ currency, onAdd, onEnd }: NewReconLineProps) {
  const { t } = useTranslation("inventory");
  const [description, setDescription] = useState("");
  const [cost, setCost] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);

  const add = (again: boolean) => {
    if (description.trim() === "" && cost.trim() === "") return onEnd(false);
    const what = parseDescription(description);
    const amount = parseCost(cost, currency);
    const wrong = "problem" in what ? what.problem : "problem" in amount ? amount.problem : null;
    setProblem(wrong);
    if ("problem" in what || "problem" in amount) return;
    onAdd({ description: what.value, cost: amount.value, doneOn: null });
    // At once: what is typed next is of the next line, and who leaves before this one is kept has not written another.
    setDescription("");
    setCost("");
    onEnd(again);
  };

  return (
    <form
      className={styles.newLine}
      aria-label={t("addReconLine")}
      onSubmit={(event) => {
        event.preventDefault();
        event.currentTarget.querySelector("input")?.focus();
        add(true);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) add(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setDescription("");
        setCost("");
        onEnd(false);
      }}
    >
      <input
        ref={(input) => {
          if (input && document.activeElement?.closest("form") !== input.form) input.focus();
        }}
        className={styles.input}
        aria-label={t("reconWhat")}
        placeholder={t("reconWhat")}
        autoComplete="off"
        maxLength={longestDescription}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <input
        className={styles.input}
        data-align="end"
        aria-label={t("reconCost")}
        placeholder={t("reconCost")}
        inputMode="decimal"
        autoComplete="off"
        value={cost}
        onChange={(event) => setCost(event.target.value)}
      />
      <button type="submit" className={styles.submit}>
        {t("addReconLine")}
      </button>
      {problem && (
        <p role="alert" className={styles.problem}>
          {t(`problem.${problem}`)}
        </p>
      )}
    </form>
  );
}
