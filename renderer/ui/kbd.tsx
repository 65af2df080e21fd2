import styles from "./kbd.module.css";

const isApple = /mac|iphone|ipad/i.test(navigator.platform);
const appleNames: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };
const names: Readonly<Record<string, string>> = { Mod: "Ctrl", Esc: "Esc" };

/** Keys as this computer's keyboard names them: `<Keys keys="Mod+K" />` is Ctrl K, or ⌘ K on a Mac. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split("+").map((key) => (
        <kbd key={key} className={styles.key}>
          {(isApple ? appleNames[key] : undefined) ?? names[key] ?? key}
        </kbd>
      ))}
    </span>
  );
}
