import { Autocomplete, Select, Textarea } from "@mantine/core";
import { useId, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "./field-parsing.ts";
import styles from "./field.module.css";
import type { Draft } from "./use-draft.ts";

interface FieldProps {
  label: string;
  problem?: Problem | null;
  /** A warning that does not keep anything from being kept. */
  hint?: string | null;
  /** Label above the control, for what needs the width. */
  stacked?: boolean;
  children: (ids: { id: string; describedBy: string }) => ReactNode;
}

/** A label, what it names, and under it in words what is wrong. */
export function Field({ label, problem = null, hint = null, stacked = false, children }: FieldProps) {
  const { t } = useTranslation("inventory");
  const id = useId();
  const describedBy = `${id}-note`;
  return (
    <div className={styles.field} data-stacked={stacked || undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.control}>{children({ id, describedBy })}</div>
      {problem || hint ? (
        <p
          id={describedBy}
          className={styles.note}
          data-tone={problem ? "bad" : "warn"}
          role={problem ? "alert" : "status"}
        >
          {problem ? t(`problem.${problem}`) : hint}
        </p>
      ) : null}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  draft: Draft;
  hint?: string | null;
  inputRef?: Ref<HTMLInputElement>;
  inputMode?: "numeric" | "decimal" | "text";
  type?: "text" | "date";
  align?: "end";
  /** Upper case as one types, for chassis numbers. */
  upper?: boolean;
  /** A choice beside the number, such as its currency or unit. */
  before?: ReactNode;
  beside?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    draft,
    hint,
    inputRef,
    inputMode,
    type = "text",
    align,
    upper = false,
    before,
    beside,
  } = props;
  return (
    <Field label={label} problem={draft.problem} hint={hint}>
      {({ id, describedBy }) => (
        <>
          {before}
          <input
            id={id}
            ref={inputRef}
            type={type}
            className={styles.input}
            data-align={align}
            data-upper={upper || undefined}
            inputMode={inputMode}
            autoComplete="off"
            spellCheck={false}
            placeholder="—"
            aria-describedby={describedBy}
            aria-invalid={draft.problem !== null}
            aria-busy={draft.saving}
            value={draft.text}
            onChange={(event) => draft.type(upper ? event.target.value.toUpperCase() : event.target.value)}
            onFocus={(event) => type === "text" && event.target.select()}
            onBlur={() => draft.commit()}
            onKeyDown={draft.onKeyDown}
          />
          {beside}
        </>
      )}
    </Field>
  );
}

interface SuggestFieldProps {
  label: string;
  draft: Draft;
  /** What other cars have. */
  suggestions: readonly string[];
}

/** Free text with what other cars have to choose from. */
export function SuggestField({ label, draft, suggestions }: SuggestFieldProps) {
  return (
    <Field label={label} problem={draft.problem}>
      {({ id, describedBy }) => (
        <Autocomplete
          id={id}
          variant="unstyled"
          classNames={{ root: styles.grow, input: styles.input }}
          data={[...suggestions]}
          limit={8}
          openOnFocus={false}
          placeholder="—"
          aria-busy={draft.saving}
          value={draft.text}
          onChange={draft.type}
          onOptionSubmit={(value) => draft.commit(value)}
          onBlur={() => draft.commit()}
          onKeyDown={draft.onKeyDown}
          onFocus={(event) => event.target.select()}
          aria-describedby={describedBy}
          error={draft.problem !== null}
          withErrorStyles={false}
          comboboxProps={{ shadow: "md", offset: 2 }}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T | null;
  choices: readonly T[];
  wordOf: (choice: T) => string;
  onChange: (value: T | null) => void;
}

export function ChoiceField<T extends string>({
  label,
  value,
  choices,
  wordOf,
  onChange,
}: ChoiceFieldProps<T>) {
  const { t } = useTranslation("inventory");
  return (
    <Field label={label}>
      {({ id }) => (
        <Select
          id={id}
          variant="unstyled"
          classNames={{ root: styles.grow, input: styles.input, section: styles.section }}
          data={choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
          value={value}
          placeholder="—"
          onChange={(chosen) => onChange(chosen)}
          clearable
          clearButtonProps={{ "aria-label": t("clearField", { field: label }), size: "xs" }}
          comboboxProps={{ shadow: "md", offset: 2 }}
        />
      )}
    </Field>
  );
}

export function NotesField({
  label,
  placeholder,
  draft,
}: {
  label: string;
  placeholder: string;
  draft: Draft;
}) {
  return (
    <Field label={label} problem={draft.problem} stacked>
      {({ id, describedBy }) => (
        <Textarea
          id={id}
          variant="unstyled"
          classNames={{ root: styles.grow, input: styles.notes }}
          autosize
          minRows={3}
          maxRows={14}
          placeholder={placeholder}
          aria-busy={draft.saving}
          value={draft.text}
          onChange={(event) => draft.type(event.target.value)}
          onBlur={() => draft.commit()}
          onKeyDown={draft.onKeyDown}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  );
}

interface BesideProps<T extends string> {
  name: string;
  value: T;
  choices: readonly T[];
  onChange: (value: T) => void;
}

/** A small choice that stands beside a number: its currency or its unit. */
export function Beside<T extends string>({ name, value, choices, onChange }: BesideProps<T>) {
  return (
    <select
      className={styles.beside}
      aria-label={name}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice === event.target.value);
        if (chosen) onChange(chosen);
      }}
    >
      {choices.map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}
