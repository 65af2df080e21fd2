import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ValueCount } from "./filter.ts";
import styles from "#renderer/ui/list-toolbar.module.css";

interface ChoiceMenuProps {
  label: string;
  /** What a screen reader calls the button. */
  name: string;
  choices: readonly ValueCount[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** A filter with many values, of which any number can be chosen. */
export function ChoiceMenu({ label, name, choices, chosen, onChange }: ChoiceMenuProps) {
  const { t } = useTranslation("inventory");
  return (
    <Menu position="bottom-start" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={chosen.length > 0 ? "light" : "subtle"}
          color={chosen.length > 0 ? undefined : "gray"}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          aria-label={name}
        >
          {chosen.length === 1 ? chosen[0] : label}
          {chosen.length > 1 && <span className={styles.count}>{chosen.length}</span>}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>
        {choices.length === 0 && <Menu.Label>{t("noChoices")}</Menu.Label>}
        {choices.map(({ value, count }) => {
          const on = chosen.includes(value);
          return (
            <Menu.CheckboxItem
              key={value}
              checked={on}
              onChange={() => onChange(on ? chosen.filter((each) => each !== value) : [...chosen, value])}
              rightSection={<span className={styles.count}>{count}</span>}
            >
              {value}
            </Menu.CheckboxItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
