import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Keys } from "../ui/kbd.tsx";
import { shortcutGroups } from "./shortcut-list.ts";
import styles from "./shortcut-help.module.css";

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
      <Shortcuts />
    </Modal>
  );
}

function Shortcuts() {
  const { t } = useTranslation("shell");
  return (
    <div className={styles.groups}>
      {shortcutGroups.map(({ name, keys }) => (
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
  );
}
