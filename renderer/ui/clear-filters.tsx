import { Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";

/** Ends a row of filters that narrow a list. */
export function ClearFilters({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconX size={14} stroke={1.75} aria-hidden />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
