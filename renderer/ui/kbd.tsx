import { useTranslation } from "react-i18next";
import styles from "./kbd.module.css";

const isApple = /mac|iphone|ipad/i.test(navigator.platform);
const appleNames: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };
const names: Readonly<Record<string, string>> = { Mod: "Ctrl" };

/** Keys as this computer's keyboard names them: `<Keys keys="Mod+K" />` is Ctrl K, or ⌘ K on a Mac. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation("common");
  const word = (key: string) => (key === "Space" || key === "Del" ? t(`key.${key}`) : key);
  return (
    <span className={styles.keys}>
      {keys.split("+").map((key) => (
        <kbd key={key} className={styles.key}>
          {(isApple ? appleNames[key] : undefined) ?? names[key] ?? word(key)}
        </kbd>
      ))}
    </span>
  );
}
