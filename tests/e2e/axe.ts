import { expect, type Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

/** How a screen can be shown, as the system asks for it. */
const looks = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "high contrast": { colorScheme: "dark", forcedColors: "active" },
} as const;
type Look = keyof typeof looks;

/** What only the colours decide, so that the rest is asked once. */
const colourRules = ["color-contrast", "link-in-text-block"];

/** Serious and critical faults of what is on the screen now, in each look: `dark: color-contrast at .button`. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [
    ...(await faultsIn(page, "light")),
    ...(await faultsIn(page, "dark", colourRules)),
    ...(await faultsIn(page, "high contrast", colourRules)),
  ];
}

/** What does not depend on the look: names, roles, languages, landmarks. */
export async function wordFaultsOf(page: Page): Promise<string[]> {
  return faultsIn(page, "light");
}

async function faultsIn(page: Page, look: Look, rules?: string[]): Promise<string[]> {
  await show(page, look);
  // Each document keeps it, and the page's own policy would not let it in by a script element.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const options: RunOptions = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const { violations } = await page.evaluate(
    (asked) => (Reflect.get(globalThis, "axe") as typeof axe).run(asked),
    options,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${look}: ${id} at ${target.join(" ")}`));
}

/** The window follows the system on its own, and colours on their way to others would be measured half way. */
async function show(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.emulateMedia(looks[look]);
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", looks[look].colorScheme);
  await page.evaluate(async () => {
    const ending = () =>
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState !== "finished" && Number.isFinite(effect?.getComputedTiming().endTime),
        );
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    // The window draws itself anew for the look, which begins more of them.
    await drawn();
    await drawn();
    for (let running = ending(); running.length > 0; running = ending())
      await Promise.allSettled(running.map(({ finished }) => finished));
  });
}
