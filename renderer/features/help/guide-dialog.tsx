import { Loader, Modal } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import styles from "./guide.module.css";

const GuideReader = lazy(() => import("./guide-reader.tsx"));

/** The user guide as it came with this version, to be read without a network. */
export function GuideDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(["help", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("help:guide.title")}
      size={1080}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <Suspense fallback={<Loader className={styles.loader} aria-label={t("help:guide.title")} />}>
        {opened ? <GuideReader /> : null}
      </Suspense>
    </Modal>
  );
}
