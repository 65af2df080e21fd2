import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import type { Unsent } from "#shared/contract/desktop.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";

/** What is still being sent before the app quits, in counts alone, with the ways to go at once and to stay. */
export function LeavingProgress({ left }: { left: Unsent | null }) {
  const { t } = useTranslation("desktop");
  const answer = useLeavingAnswer();
  return (
    <Stack gap="sm">
      <ProgressBar label={t("leavingTitle")} done={0} total={null} />
      <Text size="sm" role="status">
        {left && <Left left={left} />}
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
  );
}

export function useLeavingAnswer(): (said: "now" | "stay") => void {
  const bridge = useBridge();
  return (said) => void bridge.computer.answerLeaving({ answer: said });
}

function Left({ left: { changes, photos } }: { left: Unsent }) {
  const { t } = useTranslation("desktop");
  const parts = [
    changes > 0 && t("leavingChange", { count: changes }),
    photos > 0 && t("leavingPhoto", { count: photos }),
  ];
  return parts.filter(Boolean).join(" · ");
}
