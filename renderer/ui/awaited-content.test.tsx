import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { createRoot, type Root } from "react-dom/client";
import type { ReactNode } from "react";
import { AwaitedContent } from "./awaited-content.tsx";

let root: Root;
let scroller: HTMLElement;

beforeEach(() => {
  localStorage.clear();
  open();
});
afterEach(close);

function open() {
  scroller = document.createElement("div");
  scroller.style.cssText = "height: 400px; overflow: auto;";
  document.body.append(scroller);
  root = createRoot(scroller);
}

function close() {
  root.unmount();
  scroller.remove();
}

function show(content: ReactNode) {
  root.render(
    <>
      <button style={{ height: 40 }}>Before</button>
      <AwaitedContent name="people" height={136} waiting="Asking the hub">
        {content}
      </AwaitedContent>
      <button style={{ display: "block", height: 1200 }}>Next</button>
    </>,
  );
}

const topOf = (name: string) => page.getByText(name).element().getBoundingClientRect().top;
const everybody = (height: number) => <p style={{ height, margin: "8px 0 24px" }}>Everybody</p>;

/** Where what follows begins, in pixels below the end of what is before it. */
async function beginOfNext(content: ReactNode): Promise<number> {
  show(content);
  await expect.element(page.getByText("Next")).toBeInTheDocument();
  // Until its height is noted, which the browser does with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const begin = topOf("Next") - page.getByText("Before").element().getBoundingClientRect().bottom;
  close();
  open();
  return begin;
}

test("what follows is where it was when the content was shown last, and at first where it mostly is", async () => {
  expect(await beginOfNext(null)).toBe(136);
  expect(await beginOfNext(everybody(400))).toBe(432);
  expect(await beginOfNext(null)).toBe(432);
});

test.each([
  { how: "pointed at", use: () => page.getByText("Next").hover({ position: { x: 10, y: 10 } }) },
  { how: "focused", use: async () => page.getByText("Next").element().focus({ preventScroll: true }) },
])(
  "what is $how below stays where it is when the content is higher, or lower, than its place",
  async ({ use }) => {
    for (const [height, scrolled] of [
      [400, 0],
      [400, 30],
      [20, 0],
    ] as const) {
      localStorage.clear();
      await userEvent.unhover(document.body);
      show(null);
      await expect.element(page.getByText("Asking the hub")).toBeVisible();
      scroller.scrollTop = scrolled;
      await use();
      const before = topOf("Next");
      show(everybody(height));
      await expect.element(page.getByText("Everybody")).toBeInTheDocument();
      expect(topOf("Next")).toBe(before);
      close();
      open();
    }
  },
);

test("what is pointed at above stays where it is", async () => {
  show(null);
  await page.getByText("Before").hover();
  const before = topOf("Before");
  show(everybody(400));
  await expect.element(page.getByText("Everybody")).toBeInTheDocument();
  expect(topOf("Before")).toBe(before);
});
