import type { Icon } from "@tabler/icons-react";
import styles from "./list-toolbar.module.css";

interface IconChoice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon: Icon;
}

interface IconSwitchProps<T extends string> {
  readonly label: string;
  readonly choices: readonly IconChoice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few looks of a list, each by its icon. */
export function IconSwitch<T extends string>(props: IconSwitchProps<T>) {
  return (
    <div role="group" aria-label={props.label} className={styles.layouts}>
      {props.choices.map(({ value, label, icon: ChoiceIcon }) => (
        <button
          key={value}
          type="button"
          className={styles.layout}
          aria-label={label}
          aria-pressed={value === props.value}
          title={label}
          onClick={() => props.onChange(value)}
        >
          <ChoiceIcon size={16} stroke={1.75} aria-hidden />
        </button>
      ))}
    </div>
  );
}
