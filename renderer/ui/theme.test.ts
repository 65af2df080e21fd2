import "./theme.css";
import { afterEach, describe, expect, test } from "vitest";
import { vehicleStatuses } from "#shared/model/vehicle.ts";

/** What text may stand on what, by role. */
const surfaces = ["--surface", "--surface-chrome", "--surface-raised", "--surface-sunken"];
const pairs = [
  ...["--text", "--text-soft", "--text-faint", "--accent-text"].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
  ...["--text", "--text-soft", "--accent-text"].map((text) => [text, "--surface-selected"] as const),
  ...["good", "warn", "bad"].flatMap((tone) => [
    [`--${tone}`, `--${tone}-soft`] as const,
    [`--${tone}`, "--surface"] as const,
  ]),
  ...vehicleStatuses.flatMap((status) => [
    [`--status-${status}`, `--status-${status}-soft`] as const,
    [`--status-${status}`, "--surface"] as const,
  ]),
  ["--text-on-accent", "--accent"] as const,
  ["--text-on-accent", "--bad-filled"] as const,
];

/** WCAG 2.2 AA for text of ordinary size. */
const leastContrast = 4.5;

afterEach(() => document.documentElement.style.removeProperty("color-scheme"));

describe.each(["light", "dark"])("in the %s scheme", (scheme) => {
  test.each(pairs)("%s is legible on %s", (text, surface) => {
    document.documentElement.style.colorScheme = scheme;
    expect(contrast(computed(text), computed(surface))).toBeGreaterThanOrEqual(leastContrast);
  });
});

/** The browser of these tests asks for less motion. */
test("where less motion is asked for, no change is on its way", () => {
  const { documentElement } = document;
  const inside = document.body.appendChild(document.createElement("p"));
  documentElement.style.colorScheme = "light";
  const before = getComputedStyle(inside).color;
  documentElement.style.colorScheme = "dark";
  document.body.style.color = "var(--text)";
  expect(getComputedStyle(inside).color).not.toBe(before);
  expect(document.getAnimations()).toEqual([]);
  document.body.style.removeProperty("color");
  inside.remove();
});

/** Red, green and blue from 0 to 1 of a variable as the browser resolves it. */
function computed(variable: string): number[] {
  const probe = document.createElement("span");
  probe.style.color = `var(${variable})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return [...color.matchAll(/[\d.]+/g)].slice(0, 3).map(([channel]) => Number(channel) / 255);
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: number[], b: number[]): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(channels: number[]): number {
  const [red, green, blue] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
