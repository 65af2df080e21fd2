import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportItem } from "#shared/contract/photo-import.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import classes from "./review-strips.module.css";

/** A photo of the card as large as there is one now: the small one until its renditions are made. */
export function LargeLook({ item, onClose }: { item: ImportItem | undefined; onClose: () => void }) {
  const { t } = useTranslation("common");
  const { photoBase } = useDesk();
  const small = item?.preview ? photoBase + item.preview : null;
  const large = item?.file ? photoBase + item.file.renditions[1920].sha256 : small;
  return (
    <Modal
      opened={item !== undefined}
      onClose={onClose}
      title={item?.name}
      size="min(1200px, 90vw)"
      zIndex={330}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.large}>
        {item && large && (
          <PhotoImage
            fit="contain"
            src={large}
            alt={item.name}
            color="transparent"
            missing=""
            {...(small && small !== large ? { placeholder: small } : {})}
          />
        )}
      </div>
    </Modal>
  );
}
