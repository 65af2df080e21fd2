import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** Ten steps from the lightest, as Mantine wants them; the roles that screens use are in theme.css. */
const accent: MantineColorsTuple = [
  "#eef2fd",
  "#dfe6fa",
  "#bccbf5",
  "#98b4ff",
  "#6f92f2",
  "#416ce2",
  "#2b59d1",
  "#234bb5",
  "#1e4098",
  "#1a367d",
];

const warmGray: MantineColorsTuple = [
  "#faf9f6",
  "#f3f1ed",
  "#e9e6e0",
  "#d5d0c8",
  "#b9b3a8",
  "#969086",
  "#716c64",
  "#57534c",
  "#35322d",
  "#1f1d1a",
];

const warmDark: MantineColorsTuple = [
  "#eeebe6",
  "#b3aea5",
  "#969086",
  "#6b665e",
  "#46433d",
  "#2d2b28",
  "#262421",
  "#1c1b19",
  "#171614",
  "#121110",
];

const fontFamily = '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif';
const veil = { backgroundOpacity: 0.28 };
const motion = { duration: 120, transition: "fade" } as const;

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, gray: warmGray, dark: warmDark },
  black: "#1f1d1a",
  white: "#ffffff",
  fontFamily,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Consolas, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "20px", md: "20px", lg: "24px", xl: "28px" },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  headings: {
    fontFamily,
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "28px", lineHeight: "36px" },
      h2: { fontSize: "20px", lineHeight: "28px" },
      h3: { fontSize: "16px", lineHeight: "24px" },
      h4: { fontSize: "14px", lineHeight: "20px" },
      h5: { fontSize: "13px", lineHeight: "20px" },
      h6: { fontSize: "12px", lineHeight: "16px" },
    },
  },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "md",
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "default",
  components: {
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    TextInput: { defaultProps: { size: "sm" } },
    NumberInput: { defaultProps: { size: "sm", hideControls: true } },
    Select: { defaultProps: { size: "sm", checkIconPosition: "right", allowDeselect: false } },
    Textarea: { defaultProps: { size: "sm" } },
    Checkbox: { defaultProps: { size: "xs", radius: "xs" } },
    Switch: { defaultProps: { size: "sm" } },
    SegmentedControl: { defaultProps: { size: "xs" } },
    Menu: { defaultProps: { transitionProps: motion, shadow: "md", radius: "md" } },
    Popover: { defaultProps: { transitionProps: motion, shadow: "md", radius: "md" } },
    Tooltip: {
      defaultProps: { openDelay: 400, transitionProps: motion, fz: "xs", px: 8, py: 4, radius: "sm" },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: "lg",
        shadow: "md",
        transitionProps: motion,
        padding: "lg",
        overlayProps: veil,
      },
    },
    Drawer: {
      defaultProps: {
        shadow: "md",
        transitionProps: { duration: 140 },
        padding: "lg",
        overlayProps: { backgroundOpacity: 0.16 },
      },
    },
  },
});

const ours = {
  "--mantine-color-text": "var(--text)",
  "--mantine-color-bright": "var(--text)",
  "--mantine-color-body": "var(--surface)",
  "--mantine-color-dimmed": "var(--text-soft)",
  "--mantine-color-placeholder": "var(--text-faint)",
  "--mantine-color-anchor": "var(--accent-text)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-success": "var(--good)",
  "--mantine-color-default": "var(--surface-raised)",
  "--mantine-color-default-hover": "var(--surface-hover)",
  "--mantine-color-default-color": "var(--text)",
  "--mantine-color-default-border": "var(--line-control)",
  "--mantine-color-disabled": "var(--surface-sunken)",
  "--mantine-color-disabled-color": "var(--text-faint)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-color-accent-filled": "var(--accent)",
  "--mantine-color-accent-filled-hover": "var(--accent-hover)",
  "--mantine-color-accent-light": "var(--accent-soft)",
  "--mantine-color-accent-light-hover": "var(--surface-selected-hover)",
  "--mantine-color-accent-light-color": "var(--accent-text)",
  "--mantine-color-gray-light": "var(--surface-hover)",
  "--mantine-color-gray-light-hover": "var(--surface-pressed)",
  "--mantine-color-gray-light-color": "var(--text-soft)",
  "--mantine-color-gray-text": "var(--text-soft)",
  "--mantine-color-red-filled": "var(--bad-filled)",
  "--mantine-color-red-filled-hover": "var(--bad-filled)",
  "--mantine-color-red-light": "var(--bad-soft)",
  "--mantine-color-red-light-hover": "var(--bad-soft)",
  "--mantine-color-red-light-color": "var(--bad)",
  "--mantine-color-red-text": "var(--bad)",
};

/** Points Mantine's own roles at theme.css, where light and dark are written side by side. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-shadow-xs": "none",
    "--mantine-shadow-sm": "var(--shadow-float)",
    "--mantine-shadow-md": "var(--shadow-float)",
    "--mantine-shadow-lg": "var(--shadow-float)",
    "--mantine-shadow-xl": "var(--shadow-float)",
  },
  light: ours,
  dark: ours,
});
