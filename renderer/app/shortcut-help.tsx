import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Keys } from "../ui/kbd.tsx";
import styles from "./shortcut-help.module.css";

const groups = [
  {
    name: "anywhere",
    keys: [
      ["search", "/"],
      ["palette", "Mod+K"],
      ["undo", "Mod+Z"],
      ["settings", "Mod+,"],
      ["places", "Alt+1+2+3"],
      ["help", "?"],
      ["escape", "Esc"],
    ],
  },
  {
    name: "inventory",
    keys: [
      ["move", "↑+↓"],
      ["open", "Enter"],
      ["edit", "E"],
      ["photos", "P"],
      ["add", "N"],
      ["select", "Space"],
      ["bin", "Del"],
    ],
  },
  {
    name: "photos",
    keys: [
      ["photoOpen", "Enter"],
      ["photoMove", "←+→"],
      ["photoReorder", "Alt+←+→"],
      ["photoCover", "C"],
      ["bin", "Del"],
    ],
  },
  {
    name: "library",
    keys: [
      ["libraryMove", "←+↑+↓+→"],
      ["libraryRange", "Shift+↓"],
      ["libraryAll", "Mod+A"],
      ["select", "Space"],
      ["photoOpen", "Enter"],
      ["bin", "Del"],
    ],
  },
] as const;

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Modal opened={opened} onClose={onClose} title={t("shortcuts")} size={720}>
      <div className={styles.groups}>
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3 className={styles.heading}>{t(`shortcutGroups.${name}`)}</h3>
            <dl className={styles.list}>
              {keys.map(([act, combination]) => (
                <div key={act} className={styles.row}>
                  <dt>{t(`keys.${act}`)}</dt>
                  <dd>
                    <Keys keys={combination} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
