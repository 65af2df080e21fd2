import type { CarLook, Grille } from "./car-look.ts";
import {
  both,
  endOf,
  endOutline,
  endPaints,
  mirrors,
  pane,
  plate,
  seats,
  tyres,
  type End,
} from "./end-parts.ts";
import { box, ellipse, line, mix, shape, symmetric } from "./svg.ts";

function windscreen(end: End): string {
  const { roof, half, height, belt } = end;
  const outline = symmetric(
    `M 0 ${height - 58} C ${roof * 0.5} ${height - 58} ${roof * 0.8} ${height - 66} ${roof * 0.93} ${height - 88} ` +
      `C ${roof + (half - roof) * 0.2} ${height - 180} ${half * 0.76} ${belt + 150} ${half * 0.815} ${belt + 22} ` +
      `C ${half * 0.55} ${belt - 16} ${half * 0.25} ${belt - 30} 0 ${belt - 30}`,
  );
  const wheel = ellipse(
    [half * 0.36, belt + 30],
    170,
    120,
    "none",
    'stroke="#0a0d10" stroke-width="26" opacity="0.75"',
  );
  const dash = shape(
    symmetric(
      `M 0 ${belt + 50} C ${half * 0.4} ${belt + 54} ${half * 0.7} ${belt + 30} ${half} ${belt} L ${half} ${belt - 90} L 0 ${belt - 90}`,
    ),
    "#0d1114",
    'opacity="0.7"',
  );
  const glance =
    box([-90, height - 150], 180, 56, "#0b0e11", 'rx="24" opacity="0.85"') +
    box([-10, height - 100], 20, 50, "#0b0e11");
  const wipers =
    line(`M ${-half * 0.1} ${belt - 22} L ${-half * 0.62} ${belt + 40}`, "#0c0e10", 11) +
    line(`M ${half * 0.42} ${belt - 14} L ${-half * 0.08} ${belt + 44}`, "#0c0e10", 11);
  return pane(outline, "screenClip", end, belt, seats(end, belt) + dash + wheel + glance) + wipers;
}

function bonnet({ paint }: CarLook, { half, belt, nose }: End): string {
  const outline = symmetric(
    `M 0 ${belt - 36} C ${half * 0.3} ${belt - 36} ${half * 0.6} ${belt - 24} ${half * 0.83} ${belt + 12} ` +
      `C ${half * 0.91} ${belt - 30} ${half * 0.93} ${nose + 110} ${half * 0.9} ${nose + 70} ` +
      `C ${half * 0.7} ${nose + 20} ${half * 0.4} ${nose - 16} 0 ${nose - 16}`,
  );
  const seam = mix(paint, "#000000", 0.6);
  return `
    ${shape(outline, "url(#hood)", `stroke="${seam}" stroke-width="8"`)}
    ${both(
      line(
        `M ${half * 0.56} ${belt - 30} C ${half * 0.5} ${belt - 90} ${half * 0.44} ${nose + 50} ${half * 0.38} ${nose - 4}`,
        seam,
        6,
        'opacity="0.55"',
      ) +
        line(
          `M ${half * 0.545} ${belt - 30} C ${half * 0.485} ${belt - 90} ${half * 0.425} ${nose + 50} ${half * 0.365} ${nose - 4}`,
          "#ffffff",
          6,
          'opacity="0.4"',
        ),
    )}`;
}

/** The grille between the lamps, its upper edge at y. */
const grilles: Readonly<Record<Grille, (half: number, y: number, depth: number) => string>> = {
  v: (half, y, depth) =>
    mesh(`M 0 ${y} L ${half * 0.42} ${y} L ${half * 0.27} ${y - depth} L 0 ${y - depth}`) +
    both(
      line(
        `M ${half * 0.44} ${y + 6} L ${half * 0.285} ${y - depth + 6} L 0 ${y - depth + 6}`,
        "url(#chrome)",
        34,
      ),
    ),
  bar: (half, y, depth) =>
    mesh(`M 0 ${y} L ${half * 0.52} ${y + 6} L ${half * 0.48} ${y - depth * 0.5} L 0 ${y - depth * 0.55}`) +
    line(`M ${-half * 0.51} ${y - depth * 0.18} L ${half * 0.51} ${y - depth * 0.18}`, "url(#chrome)", 15) +
    line(`M ${-half * 0.5} ${y - depth * 0.42} L ${half * 0.5} ${y - depth * 0.42}`, "url(#chrome)", 15),
  wide: (half, y, depth) =>
    mesh(
      `M 0 ${y - 6} C ${half * 0.3} ${y - 6} ${half * 0.44} ${y} ${half * 0.5} ${y - 10} L ${half * 0.56} ${y - depth * 1.2} L 0 ${y - depth * 1.25}`,
    ) +
    line(
      `M ${-half * 0.5} ${y - 12} C ${-half * 0.3} ${y + 2} ${half * 0.3} ${y + 2} ${half * 0.5} ${y - 12}`,
      "url(#chrome)",
      20,
    ),
  hexagon: (half, y, depth) =>
    mesh(
      `M 0 ${y} L ${half * 0.34} ${y} L ${half * 0.46} ${y - depth * 0.55} L ${half * 0.36} ${y - depth * 1.2} L 0 ${y - depth * 1.28}`,
    ) +
    both(
      line(
        `M ${half * 0.34} ${y} L ${half * 0.46} ${y - depth * 0.55} L ${half * 0.36} ${y - depth * 1.2} L 0 ${y - depth * 1.28}`,
        "url(#chrome)",
        16,
      ),
    ),
  split: (half, y, depth) =>
    mesh(`M 0 ${y} L ${half * 0.46} ${y + 4} L ${half * 0.44} ${y - depth * 0.3} L 0 ${y - depth * 0.32}`) +
    mesh(
      `M 0 ${y - depth * 0.5} L ${half * 0.46} ${y - depth * 0.48} L ${half * 0.36} ${y - depth * 1.1} L 0 ${y - depth * 1.14}`,
    ) +
    line(`M ${-half * 0.45} ${y - depth * 0.4} L ${half * 0.45} ${y - depth * 0.4}`, "url(#chrome)", 16),
};

function mesh(half: string): string {
  const outline = symmetric(half);
  return shape(outline, "#0e1012", 'stroke="#25282b" stroke-width="8"') + shape(outline, "url(#mesh)");
}

function lamps({ half, nose }: End): string {
  const inner = half * 0.52;
  const outer = half * 0.955;
  const y = nose - 30;
  const outline = `M ${inner} ${y - 16} C ${inner + 110} ${y + 30} ${outer - 120} ${y + 84} ${outer - 14} ${y + 118} C ${outer + 8} ${y + 60} ${outer + 4} ${y - 10} ${outer - 26} ${y - 66} C ${outer - 160} ${y - 104} ${inner + 90} ${y - 104} ${inner + 14} ${y - 80} Z`;
  const projector = (x: number, at: number, radius: number) =>
    ellipse([x, at], radius, radius, "#1a2026") +
    ellipse([x, at], radius * 0.78, radius * 0.78, "#8fa0ac") +
    ellipse([x - radius * 0.2, at + radius * 0.25], radius * 0.4, radius * 0.36, "#ffffff");
  return both(
    shape(outline, "url(#lamp)", 'stroke="#101316" stroke-width="14" stroke-linejoin="round"') +
      projector(inner + (outer - inner) * 0.42, y - 26, 46) +
      projector(inner + (outer - inner) * 0.74, y - 8, 50) +
      line(
        `M ${inner + 26} ${y - 60} C ${inner + 120} ${y - 84} ${outer - 150} ${y - 82} ${outer - 40} ${y - 46}`,
        "#ffffff",
        15,
        'opacity="0.95"',
      ),
  );
}

function bumper({ paint, ends }: CarLook, { half, nose, sill }: End): string {
  const top = sill + (nose - sill) * 0.36;
  const seam = mix(paint, "#000000", 0.5);
  const intake = `M 0 ${top} L ${half * 0.58} ${top + 6} C ${half * 0.56} ${top - 60} ${half * 0.5} ${sill + 76} ${half * 0.44} ${sill + 60} L 0 ${sill + 54}`;
  const fog =
    shape(
      `M ${half * 0.68} ${top + 64} L ${half * 0.9} ${top + 96} L ${half * 0.88} ${top - 40} L ${half * 0.7} ${top - 44} Z`,
      "#101214",
    ) +
    ellipse([half * 0.785, top + 14], 40, 40, "#3c444b") +
    ellipse([half * 0.785, top + 14], 30, 30, "#e8eef2") +
    ellipse([half * 0.776, top + 24], 12, 12, "#ffffff");
  const skirt = ends.cladding
    ? shape(
        symmetric(
          `M 0 ${sill + 66} L ${half * 0.62} ${sill + 70} C ${half * 0.8} ${sill + 100} ${half * 0.94} ${sill + 150} ${half} ${sill + 210} L ${half} ${sill - 10} L 0 ${sill - 10}`,
        ),
        "#1a1c1e",
      ) +
      shape(
        symmetric(
          `M 0 ${sill + 74} L ${half * 0.4} ${sill + 74} L ${half * 0.34} ${sill + 8} L 0 ${sill + 8}`,
        ),
        "#aab0b4",
        'opacity="0.9"',
      )
    : box([-half, sill - 10], half * 2, 40, "#121416");
  return `${mesh(intake)}${both(fog)}${skirt}
    ${both(
      line(
        `M ${half * 0.62} ${nose - 120} C ${half * 0.72} ${nose - 190} ${half * 0.86} ${nose - 190} ${half * 0.99} ${nose - 170}`,
        seam,
        6,
      ) +
        line(
          `M ${half * 0.6} ${top + 110} C ${half * 0.5} ${top + 130} ${half * 0.3} ${top + 136} 0 ${top + 136}`,
          "#ffffff",
          6,
          'opacity="0.28"',
        ),
    )}`;
}

/** The car from the front, in millimetres around its middle with the ground at 0 and heights upwards. */
export function carFront(look: CarLook): string {
  const end = endOf(look);
  const { half, nose, sill, height } = end;
  const outline = endOutline(end);
  const depth = (nose - sill) * 0.42;
  return `
    <defs>${endPaints(look, end)}<clipPath id="outline"><path d="${outline}"/></clipPath>
      <pattern id="mesh" width="44" height="30" patternUnits="userSpaceOnUse"><path d="M 0 15 L 22 4 L 44 15 L 22 26 Z" fill="none" stroke="#33373b" stroke-width="5"/></pattern>
    </defs>
    ${ellipse([0, 20], half * 1.04, 110, "url(#soft)")}
    ${tyres(end)}
    ${box([-half * 0.8, 0], half * 1.6, sill + 40, "url(#under)")}
    ${mirrors(look, end)}
    ${shape(outline, "url(#body)", `stroke="${mix(look.paint, "#000000", 0.6)}" stroke-width="6"`)}
    <g clip-path="url(#outline)">
      ${bonnet(look, end)}
      ${box([-half, 0], half * 2, height, "url(#turn)", `transform="scale(${half / 900} 1)"`)}
      ${bumper(look, end)}
      ${line(outline, "url(#rim)", 22)}
    </g>
    ${windscreen(end)}
    ${grilles[look.grille](half, nose - 34, depth)}
    ${ellipse([0, nose - 34 - depth * 0.28], 58, 58, "#0d0f11")}${ellipse([0, nose - 34 - depth * 0.28], 52, 52, "url(#chrome)")}${ellipse([0, nose - 34 - depth * 0.28], 36, 36, "#30363b")}
    ${lamps(end)}
    ${plate(look.stockNumber, sill + (nose - sill) * 0.27)}`;
}
