import { beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { createRoot } from "react-dom/client";
import type { ReactNode } from "react";
import { AwaitedContent } from "./awaited-content.tsx";

beforeEach(() => localStorage.clear());

/** Where what follows begins, in pixels below the beginning of the content. */
async function beginOfNext(content: ReactNode): Promise<number> {
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  root.render(
    <>
      <AwaitedContent name="people" height={136} waiting="Asking the hub">
        {content}
      </AwaitedContent>
      <footer>Next</footer>
    </>,
  );
  try {
    await expect.element(page.getByText("Next")).toBeInTheDocument();
    // Until its height is noted, which the browser does with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return page.getByText("Next").element().getBoundingClientRect().top - place.getBoundingClientRect().top;
  } finally {
    root.unmount();
    place.remove();
  }
}

test("what follows is where it was when the content was shown last, and at first where it mostly is", async () => {
  expect(await beginOfNext(null)).toBe(136);
  const known = <p style={{ height: 400, margin: "8px 0 24px" }}>Everybody</p>;
  expect(await beginOfNext(known)).toBe(432);
  expect(await beginOfNext(null)).toBe(432);
});
