import {
  IconAlertTriangle,
  IconFocus2,
  IconCrop,
  IconMoon,
  IconResize,
  IconRotate2,
  IconStack2,
  IconSun,
  type Icon,
} from "@tabler/icons-react";

/** An icon for each kind of finding, always with its word; `similar` is what a stack is. */
export const findingLook = {
  damaged: { icon: IconAlertTriangle },
  upsideDown: { icon: IconRotate2 },
  blurred: { icon: IconFocus2 },
  dark: { icon: IconMoon },
  overexposed: { icon: IconSun },
  tooSmall: { icon: IconResize },
  wrongShape: { icon: IconCrop },
  similar: { icon: IconStack2 },
} as const satisfies Record<string, { icon: Icon }>;

export type FindingKind = keyof typeof findingLook;
