import { Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { Unsent } from "#shared/contract/desktop.ts";
import { useComputer } from "./computer-context.tsx";

/** Says what is still being sent while the app waits to quit, and lets the person go at once or stay. */
export function LeavingNote() {
  const { t } = useTranslation("desktop");
  const leaving = useComputer()?.leaving ?? null;
  const bridge = useBridge();
  const answer = (said: "now" | "stay") => void bridge.computer.answerLeaving({ answer: said });
  return (
    <Modal
      opened={leaving !== null}
      onClose={() => answer("stay")}
      withCloseButton={false}
      title={t("leavingTitle")}
      centered
      zIndex={1000}
    >
      <Stack gap="sm">
        <Progress value={100} animated size="sm" aria-label={t("leavingTitle")} />
        <Text size="sm" role="status">
          {leaving && <Left left={leaving} />}
        </Text>
        <Text size="xs" c="dimmed">
          {t("leavingText")}
        </Text>
        <Group justify="flex-end" gap="sm" mt="sm">
          <Button variant="default" onClick={() => answer("stay")}>
            {t("stay")}
          </Button>
          <Button onClick={() => answer("now")}>{t("leaveNow")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Left({ left: { changes, photos } }: { left: Unsent }) {
  const { t } = useTranslation("desktop");
  const parts = [
    changes > 0 && t("leavingChange", { count: changes }),
    photos > 0 && t("leavingPhoto", { count: photos }),
  ];
  return parts.filter(Boolean).join(" · ");
}
