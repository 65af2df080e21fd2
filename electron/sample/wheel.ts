import type { Rim } from "./car-look.ts";
import { ellipse, line, shape } from "./svg.ts";

const around = (count: number, part: (angle: number) => string) =>
  Array.from({ length: count }, (_, index) => part((index * 360) / count)).join("");

const turned = (angle: number, part: string) => `<g transform="rotate(${angle})">${part}</g>`;

/** One spoke pointing up, on a rim of radius 100. */
const spokes: Readonly<Record<Rim, () => string>> = {
  five: () =>
    around(5, (angle) =>
      turned(
        angle,
        shape("M -17 14 L -21 96 L -7 98 L -3 40 L 3 40 L 7 98 L 21 96 L 17 14 Z", "url(#alloy)") +
          line("M -14 20 L -17 95", "#ffffff", 1.2, 'opacity="0.5"'),
      ),
    ),
  ten: () =>
    around(10, (angle) =>
      turned(
        angle,
        shape("M -6 16 L -9 97 L 9 97 L 6 16 Z", "url(#alloy)") +
          line("M -4 20 L -7 95", "#ffffff", 1, 'opacity="0.5"'),
      ),
    ),
  turbine: () =>
    around(7, (angle) =>
      turned(
        angle,
        shape("M -12 12 C -22 40 -14 70 -24 96 L 2 98 C 8 70 4 40 12 12 Z", "url(#alloy)") +
          shape(
            "M -12 12 C -22 40 -14 70 -24 96 L -17 97 C -8 70 -14 40 -6 12 Z",
            "#3b3f44",
            'opacity="0.75"',
          ),
      ),
    ),
  steel: () =>
    ellipse([0, 0], 90, 90, "url(#alloy)") +
    around(9, (angle) => turned(angle, ellipse([0, 66], 11, 15, "#26292c"))) +
    ellipse([0, 0], 44, 44, "#9aa0a5", 'opacity="0.6"'),
};

/** A wheel of the given outer radius with its middle at the origin; uses the gradients of `wheelPaints`. */
export function wheel(radius: number, rim: Rim): string {
  const rimRadius = radius * (rim === "steel" ? 0.62 : 0.7);
  return `
    ${ellipse([0, 0], radius, radius, "#131416")}
    ${ellipse([0, 0], radius * 0.985, radius * 0.985, "url(#tyre)")}
    ${ellipse([0, 0], radius * 0.86, radius * 0.86, "none", `stroke="#3a3c3f" stroke-width="${radius * 0.012}"`)}
    <g transform="scale(${rimRadius / 100})">
      ${ellipse([0, 0], 104, 104, "#0c0d0e")}
      ${ellipse([0, 0], 100, 100, "#232629")}
      ${ellipse([0, 0], 66, 66, "#6d7276")}${ellipse([0, 0], 58, 58, "#7d8286")}${ellipse([0, 0], 30, 30, "#33373a")}
      ${shape("M 34 44 C 56 24 62 -10 54 -34 L 70 -40 C 80 -6 72 34 46 60 Z", "#43474b")}
      ${spokes[rim]()}
      ${ellipse([0, 0], 97.5, 97.5, "none", 'stroke="url(#alloy)" stroke-width="6"')}
      ${ellipse([0, 0], 22, 22, "url(#alloy)")}${ellipse([0, 0], 13, 13, "#2c3034")}
      ${around(5, (angle) => turned(angle + 36, ellipse([0, 17.5], 2.6, 2.6, "#3c4043")))}
    </g>`;
}
