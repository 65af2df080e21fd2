import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { notifyProblem } from "./notify.tsx";

/** How long the tick stays, in ms. */
const tickFor = 1600;

/** Copies a short text and says so where the eye is. */
export function CopyButton({ value }: { value: string }) {
  const { t } = useTranslation("common");
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), tickFor);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => notifyProblem({ message: t("copyFailed") }),
    );
  const label = copied ? t("copied") : t("copy");
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => void copy()}>
        {copied ? <IconCheck size={16} color="var(--good)" /> : <IconCopy size={16} stroke={1.75} />}
      </ActionIcon>
    </Tooltip>
  );
}
