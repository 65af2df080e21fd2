import type { CarLook } from "./car-look.ts";
import { lettering } from "./glyphs.ts";
import { gloss, lightAndShade } from "./paint.ts";
import { box, ellipse, line, linear, mix, radial, shape, symmetric } from "./svg.ts";

/**
 * The measures of a car's end: those of its body style, at the model's own width and height, a little lower because the
 * roof is farther from the camera than the bumper.
 */
export interface End {
  readonly half: number;
  readonly height: number;
  readonly roof: number;
  readonly belt: number;
  readonly nose: number;
  readonly sill: number;
  readonly tyre: number;
  readonly rearGlass: number;
  readonly rearLid: number;
}

export function endOf({ ends, width, height }: CarLook): End {
  const kx = width / (ends.half * 2);
  const ky = (height / ends.height) * 0.96;
  return {
    half: width / 2,
    height: height * 0.96,
    roof: ends.roof * kx,
    belt: ends.belt * ky,
    nose: ends.nose * ky,
    sill: ends.sill * ky,
    tyre: ends.tyre * kx,
    rearGlass: ends.rearGlass * ky,
    rearLid: ends.rearLid * ky,
  };
}

/** Both sides of the car from a part drawn for the right one. */
export const both = (part: string): string => `${part}<g transform="scale(-1 1)">${part}</g>`;

export function endPaints({ paint }: CarLook, { height, belt, nose, sill }: End): string {
  const light = (share: number) => mix(paint, "#ffffff", share * gloss(paint));
  const dark = (share: number) => mix(paint, "#0b0d10", share);
  return [
    lightAndShade(height, sill),
    linear(
      "body",
      [0, height],
      [0, sill],
      [
        [0, light(0.55)],
        [0.2, light(0.2)],
        [0.42, light(0.14)],
        [0.56, paint],
        [0.78, dark(0.22)],
        [1, dark(0.6)],
      ],
    ),
    linear(
      "hood",
      [0, belt],
      [0, nose - 60],
      [
        [0, light(0.14)],
        [0.45, light(0.55)],
        [0.8, light(0.26)],
        [1, paint],
      ],
    ),
    linear(
      "turn",
      [-900, 0],
      [900, 0],
      [
        [0, "#000000", 0.5],
        [0.16, "#000000", 0.08],
        [0.3, "#ffffff", 0.12],
        [0.5, "#ffffff", 0],
        [0.7, "#ffffff", 0.12],
        [0.84, "#000000", 0.08],
        [1, "#000000", 0.5],
      ],
    ),
    linear(
      "screen",
      [0, height],
      [0, belt],
      [
        [0, "#12191e"],
        [0.4, "#2c3b45"],
        [0.8, "#5f7683"],
        [1, "#8ba0ab"],
      ],
    ),
    linear(
      "lamp",
      [0, nose + 90],
      [0, nose - 130],
      [
        [0, "#f7fbff"],
        [0.45, "#aeb9c1"],
        [1, "#4a545c"],
      ],
    ),
    linear(
      "rearLamp",
      [0, belt],
      [0, belt - 360],
      [
        [0, "#ee4a3f"],
        [0.5, "#b8151b"],
        [1, "#6d0a10"],
      ],
    ),
    linear(
      "chrome",
      [0, nose],
      [0, nose - 220],
      [
        [0, "#fafbfc"],
        [0.5, "#98a0a6"],
        [1, "#e3e7ea"],
      ],
    ),
    linear(
      "tyre",
      [0, 640],
      [0, 0],
      [
        [0, "#0b0c0d"],
        [0.6, "#1c1d1f"],
        [1, "#0f1011"],
      ],
    ),
    radial("soft", [
      [0, "#000000", 0.85],
      [0.55, "#000000", 0.55],
      [1, "#000000", 0],
    ]),
  ].join("");
}

/** The outline from the roof to the foot of the bumper. */
export function endOutline({ half, height, roof, belt, sill }: End): string {
  const flank = half * 0.985;
  return symmetric(
    `M 0 ${height} C ${roof * 0.5} ${height} ${roof * 0.86} ${height - 12} ${roof} ${height - 46} ` +
      `C ${roof + (half - roof) * 0.3} ${height - 120} ${half * 0.84} ${belt + 130} ${half * 0.9} ${belt + 10} ` +
      `C ${half * 0.96} ${belt - 20} ${flank} ${belt - 70} ${half} ${belt - 160} ` +
      `C ${half * 1.005} ${belt - 330} ${half} ${sill + 230} ${half * 0.985} ${sill + 130} ` +
      `C ${half * 0.975} ${sill + 50} ${half * 0.95} ${sill + 10} ${half * 0.9} ${sill} L 0 ${sill}`,
  );
}

export function tyres({ half, tyre, sill }: End): string {
  const x = half * 0.965 - tyre;
  return both(
    ellipse([x + tyre / 2, 4], tyre * 0.95, 46, "url(#soft)") +
      box([x, 0], tyre, sill + 300, "url(#tyre)", 'rx="46"') +
      [0.25, 0.5, 0.75].map((share) => box([x + tyre * share - 5, 4], 10, sill + 60, "#050506")).join(""),
  );
}

/** A window pane with what one sees in it: sky, seats, a slanted gleam. */
export function pane(d: string, id: string, { roof, height }: End, base: number, inside: string): string {
  const gleam = (x: number, width: number) =>
    shape(
      `M ${x} ${base - 40} L ${x + 260} ${height} L ${x + 260 + width} ${height} L ${x + width} ${base - 40} Z`,
      "#ffffff",
      'opacity="0.14"',
    );
  return `
    <clipPath id="${id}"><path d="${d}"/></clipPath>
    ${shape(d, "#0a0c0e", 'stroke="#0a0c0e" stroke-width="30" stroke-linejoin="round"')}
    ${shape(d, "url(#screen)")}
    <g clip-path="url(#${id})">${inside}${gleam(-roof * 0.9, 220)}${gleam(-roof * 0.42, 60)}${gleam(roof * 0.3, 170)}</g>`;
}

/** Two seats and their head rests, seen through glass. */
export function seats({ roof, height }: End, base: number): string {
  const x = roof * 0.52;
  const depth = height - base;
  return both(
    box([x - 130, base - 60], 260, 60 + depth * 0.34, "#0b0f12", 'rx="70" opacity="0.62"') +
      box([x - 78, base + depth * 0.32], 156, depth * 0.26, "#0b0f12", 'rx="46" opacity="0.66"'),
  );
}

/** A Mexican plate (a little larger than life, to be read on a thumbnail) with the stock number, its middle at the given height. */
export function plate(stockNumber: string, y: number): string {
  return `
    ${box([-186, y - 92], 372, 184, "#14171a", 'rx="16" opacity="0.55"')}
    ${box([-175, y - 86], 350, 172, "#f4f4f1", 'rx="14" stroke="#c3c6c8" stroke-width="4"')}
    ${box([-175, y + 54], 350, 32, "#0f7a4a", 'rx="12"')}
    ${box([-175, y - 86], 350, 18, "#b3243a", 'rx="8"')}
    <g transform="translate(0 ${y - 6}) scale(1 -1)">${lettering(stockNumber, 58, "#1b2a3a", 1)}</g>
    ${both(ellipse([146, y + 70], 6, 6, "#8d9296"))}`;
}

export function mirrors({ paint }: CarLook, { half, belt }: End): string {
  const x = half * 0.9;
  const y = belt + 56;
  return both(
    line(`M ${x - 30} ${y - 10} L ${x + 60} ${y + 10}`, "#0f1113", 46) +
      shape(
        `M ${x + 20} ${y - 50} C ${x} ${y + 70} ${x + 60} ${y + 100} ${x + 130} ${y + 96} C ${x + 205} ${y + 90} ${x + 216} ${y + 10} ${x + 196} ${y - 40} C ${x + 150} ${y - 66} ${x + 70} ${y - 70} ${x + 20} ${y - 50} Z`,
        mix(paint, "#ffffff", 0.12),
        `stroke="${mix(paint, "#000000", 0.6)}" stroke-width="6"`,
      ) +
      shape(
        `M ${x + 20} ${y - 50} C ${x + 70} ${y - 70} ${x + 150} ${y - 66} ${x + 196} ${y - 40} L ${x + 198} ${y - 16} C ${x + 150} ${y - 34} ${x + 70} ${y - 36} ${x + 14} ${y - 20} Z`,
        "#111315",
      ),
  );
}
