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
  {
    name: "photos",
    keys: [
      ["photoMove", "←+→"],
      ["photoOpen", "Enter"],
      ["select", "Space"],
      ["photoRange", "Shift+←+→"],
      ["photoAll", "Mod+A"],
      ["photoReorder", "Alt+←+→"],
      ["photoCover", "C"],
      ["bin", "Del"],
    ],
  },
  {
    name: "viewer",
    keys: [
      ["photoMove", "←+→"],
      ["viewerShot", "1+…+9"],
      ["viewerNoShot", "0"],
      ["viewerZoom", "Z"],
      ["viewerOriginal", "O"],
      ["viewerDefect", "D"],
      ["viewerInspector", "I"],
      ["viewerEdit", "E"],
      ["viewerExport", "X"],
      ["photoCover", "C"],
      ["bin", "Del"],
    ],
  },
  {
    name: "editor",
    keys: [
      ["editorTurn", "[+]"],
      ["editorCrop", "C"],
      ["editorBlur", "B"],
      ["editorCompare", "\\"],
      ["photoMove", "←+→"],
      ["undo", "Mod+Z"],
      ["editorRedo", "Mod+Shift+Z"],
      ["editorSave", "Enter"],
      ["editorLeave", "Esc"],
    ],
  },
  {
    name: "review",
    keys: [
      ["libraryMove", "←+↑+↓+→"],
      ["reviewLarge", "Enter"],
      ["select", "Space"],
      ["reviewAll", "Mod+A"],
      ["reviewMove", "M"],
      ["reviewSplit", "S"],
      ["reviewLeaveOut", "Del"],
      ["undo", "Mod+Z"],
    ],
  },
] as const;

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["shell", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("shortcuts")}
      size={1080}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
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
