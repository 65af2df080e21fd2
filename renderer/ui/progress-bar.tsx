import { Progress, type ProgressRootProps } from "@mantine/core";

interface ProgressBarProps extends Omit<ProgressRootProps, "children"> {
  /** What goes on. */
  label: string;
  done: number;
  /** Null, or nothing at all, where nobody knows yet how much there is. */
  total: number | null;
  /** How far it is, in the words of the screen; where it has none, whole percents are read out. */
  words?: string;
  color?: string;
}

/** How far something is. Mantine's own bar tells assistive technology of fractions, and that what is not known is complete. */
export function ProgressBar({
  label,
  done,
  total,
  words,
  color = "",
  size = "sm",
  ...root
}: ProgressBarProps) {
  const part = total ? Math.min(1, done / total) * 100 : null;
  return (
    <Progress.Root size={size} {...root}>
      <Progress.Section
        value={part ?? 100}
        color={color}
        animated={part === null}
        withAria={false}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(part !== null && { "aria-valuenow": Math.floor(part), "aria-valuetext": words })}
      />
    </Progress.Root>
  );
}
