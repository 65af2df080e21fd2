import { expect, test } from "vitest";
import "@fontsource-variable/inter/opsz.css";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { labelSheets } from "#shared/rules/label-sheets.ts";
import type { TextBlock } from "#shared/rules/print-blocks.ts";
import { PageDrawing } from "./page-drawing.tsx";
import { createMeasure, loadLetters } from "./text-measure.ts";

const words = ["$449,000", "VIN 3N1CN8AE5ML812347", "Nissan Versa", "Página única: ñandú", "WWWWW iiiiii"];

test("what is measured is what is drawn, at every size and weight", async () => {
  await loadLetters(words);
  const measure = createMeasure();
  const page = document.createElement("div");
  document.body.append(page);
  for (const text of words)
    for (const weight of ["regular", "medium", "bold"] as const)
      for (const size of [2, 7, 30]) {
        const block: TextBlock = {
          type: "text",
          x: 0,
          y: 0,
          width: 100,
          height: 50,
          lines: [text],
          size,
          weight,
          soft: false,
        };
        const places = [{ item: 0, x: 0, y: 0 }];
        const drawing = { grid: labelSheets.roll100x50, places, labels: [[block]] };
        page.innerHTML = renderToStaticMarkup(createElement(PageDrawing, drawing));
        const drawn = page.querySelector("text")!.getComputedTextLength();
        const measured = measure(text, weight) * size;
        expect(drawn, `${text} ${weight} ${size}`).toBeLessThanOrEqual(measured);
        expect(drawn, `${text} ${weight} ${size}`).toBeGreaterThan(measured * 0.96);
      }
});
