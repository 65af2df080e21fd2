import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { showOver } from "#tests/support/shown-over.tsx";
import { ProgressBar } from "./progress-bar.tsx";

const bridge = { desk: { describe: async () => ({}) } } as unknown as Parameters<typeof showOver>[0];

async function told(bar: Parameters<typeof ProgressBar>[0]): Promise<(string | null)[]> {
  const leave = await showOver(bridge, <ProgressBar {...bar} />);
  try {
    const shown = page.getByRole("progressbar", { name: bar.label });
    await expect.element(shown).toBeInTheDocument();
    return ["aria-valuenow", "aria-valuetext"].map((name) => shown.element().getAttribute(name));
  } finally {
    leave();
  }
}

test.each([
  [{ done: 1, total: 3 }, "33"],
  [{ done: 1999, total: 2000 }, "99"],
  [{ done: 2000, total: 2000 }, "100"],
  [{ done: 5, total: 4 }, "100"],
  [{ done: 0, total: 4 }, "0"],
])("%o is told as whole percents, and as complete only once it is", async (bar, percents) => {
  expect(await told({ label: "Sending", ...bar })).toEqual([percents, null]);
  expect(await told({ label: "Sending", words: "so far", ...bar })).toEqual([percents, "so far"]);
});

test.each([null, 0])("of %s nobody is told how much is done", async (total) => {
  expect(await told({ label: "Counting", done: 0, total, words: "0 of 0" })).toEqual([null, null]);
});
