import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useComputer } from "./computer-context.tsx";
import { LeavingProgress, useLeavingAnswer } from "./leaving-progress.tsx";

/** Says what is still being sent while the app waits to quit, and lets the person go at once or stay. */
export function LeavingNote() {
  const { t } = useTranslation("desktop");
  const leaving = useComputer()?.leaving ?? null;
  const answer = useLeavingAnswer();
  return (
    <Modal
      opened={leaving !== null}
      onClose={() => answer("stay")}
      withCloseButton={false}
      title={t("leavingTitle")}
      centered
      zIndex={1000}
    >
      <LeavingProgress left={leaving} />
    </Modal>
  );
}
