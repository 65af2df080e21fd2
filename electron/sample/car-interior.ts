import type { CarLook } from "./car-look.ts";
import { lettering } from "./glyphs.ts";
import { gloss } from "./paint.ts";
import { randomOf } from "./random.ts";
import { box, ellipse, line, linear, mix, radial, shape, symmetric, type Stop } from "./svg.ts";

const trims = ["#2b2d30", "#5a4d3f", "#3d4652"] as const;

function paints(color: string, paint: string): string {
  const fall = (id: string, from: number, to: number, stops: readonly Stop[]) =>
    linear(id, [0, from], [0, to], stops);
  return [
    fall("hoodInside", 1180, 1520, [
      [0, mix(paint, "#ffffff", 0.45 * gloss(paint))],
      [1, mix(paint, "#000000", 0.25)],
    ]),
    fall("dash", 1420, 2200, [
      [0, mix(color, "#ffffff", 0.2)],
      [0.25, color],
      [1, mix(color, "#000000", 0.55)],
    ]),
    fall("lower", 2000, 3000, [
      [0, mix(color, "#000000", 0.35)],
      [1, mix(color, "#000000", 0.72)],
    ]),
    fall("roofInside", 0, 420, [
      [0, "#8f8b84"],
      [1, "#c3beb5"],
    ]),
    fall("rimInside", 1250, 2500, [
      [0, "#3a3c3f"],
      [0.5, "#191a1c"],
      [1, "#0f1011"],
    ]),
    fall("screenGlow", 1560, 1960, [
      [0, "#17304a"],
      [1, "#0b1622"],
    ]),
    fall("metal", 1500, 2300, [
      [0, "#d8dcdf"],
      [1, "#757b80"],
    ]),
    radial("dial", [
      [0, "#16202b"],
      [0.8, "#0a0f14"],
      [1, "#05080b"],
    ]),
  ].join("");
}

/** What surrounds the windscreen: headlining, pillars, mirror, sun visors. */
function cabin(color: string): string {
  const frame =
    "M 0 0 L 4000 0 L 4000 1620 L 3800 1500 C 3700 1000 3560 560 3400 330 C 2900 270 1100 270 600 330 C 440 560 300 1000 200 1500 L 0 1620 Z";
  const visor = (x: number) =>
    box([x, 110], 980, 210, "#b5b0a7", 'rx="60"') + box([x + 300, 150], 380, 120, "#a09b92", 'rx="20"');
  return `
    ${shape(frame, "url(#roofInside)")}
    ${line("M 200 1500 C 300 1000 440 560 600 330 C 1100 270 2900 270 3400 330 C 3560 560 3700 1000 3800 1500", "#16181a", 34)}
    ${shape("M 0 700 L 250 1130 C 225 1260 205 1380 200 1500 L 0 1620 Z", mix(color, "#000000", 0.3))}
    ${shape("M 4000 700 L 3750 1130 C 3775 1260 3795 1380 3800 1500 L 4000 1620 Z", mix(color, "#000000", 0.3))}
    ${visor(660)}${visor(2360)}
    ${box([1978, 300], 44, 130, "#1b1d1f")}
    ${box([1660, 400], 680, 210, "#141618", 'rx="80"')}${box([1690, 424], 620, 162, "#7d929f", 'rx="62"')}
    ${shape("M 1720 560 L 1900 430 L 2060 430 L 1880 580 Z", "#ffffff", 'opacity="0.25"')}`;
}

function vent(x: number, y: number): string {
  const slats = [0, 1, 2, 3].map((index) => box([x + 26, y + 34 + index * 38], 288, 14, "#4a4d50"));
  return `${box([x, y], 340, 210, "#0d0e10", 'rx="44" stroke="url(#metal)" stroke-width="9"')}${slats.join("")}${box([x + 156, y + 24], 28, 160, "#2e3134", 'rx="10"')}`;
}

function dashboard(color: string): string {
  const top =
    "M 0 1600 C 500 1490 900 1440 1250 1430 C 1700 1420 2600 1440 3100 1470 C 3500 1500 3800 1550 4000 1600 L 4000 2260 L 0 2260 Z";
  return `
    ${shape(top, "url(#dash)")}
    ${line("M 0 1604 C 500 1494 900 1444 1250 1434 C 1700 1424 2600 1444 3100 1474 C 3500 1504 3800 1554 4000 1604", mix(color, "#ffffff", 0.45), 10, 'opacity="0.6"')}
    ${shape("M 2560 1890 C 3000 1860 3600 1880 4000 1930 L 4000 2010 C 3600 1960 3000 1945 2560 1970 Z", "url(#metal)", 'opacity="0.85"')}
    ${shape("M 2700 2060 L 3640 2090 L 3600 2480 L 2740 2440 Z", mix(color, "#000000", 0.42), 'stroke="#0d0e0f" stroke-width="10"')}
    ${box([3100, 2120], 170, 34, "#0f1011", 'rx="14"')}
    ${vent(3500, 1660)}${vent(130, 1690)}`;
}

/** The screen of the middle: a map, and the hour. */
function middle(): string {
  const buttons = [0, 1, 2, 3, 4].map((index) =>
    box([1790 + index * 132, 2076], 96, 40, "#3a3e42", 'rx="14"'),
  );
  const knob = (x: number) =>
    ellipse([x, 2250], 88, 88, "#0f1012") +
    ellipse([x, 2250], 76, 76, "url(#metal)") +
    ellipse([x, 2250], 54, 54, "#202326") +
    line(`M ${x} 2206 L ${x} 2228`, "#f6f6f6", 10);
  return `
    ${shape("M 1700 2040 L 2520 2040 L 2430 2620 L 1790 2620 Z", "#141618")}
    ${box([1680, 1480], 860, 540, "#0b0c0e", 'rx="40" stroke="#33373a" stroke-width="8"')}
    ${box([1720, 1520], 780, 440, "url(#screenGlow)", 'rx="18"')}
    ${line("M 1740 1880 L 1960 1720 L 2080 1760 L 2250 1590 L 2470 1560", "#5aa2e0", 20)}
    ${line("M 1740 1620 L 1900 1660 L 2120 1880 L 2480 1860 M 1960 1530 L 2040 1950 M 2330 1530 L 2360 1950", "#38526b", 10)}
    ${ellipse([2080, 1760], 26, 26, "#ffffff")}${ellipse([2080, 1760], 16, 16, "#e8590c")}
    ${buttons.join("")}${knob(1880)}${knob(2340)}
    ${[0, 1, 2].map((index) => box([2010 + index * 74, 2224], 54, 50, "#2a4d6c", 'rx="12"')).join("")}`;
}

/** The tunnel with the gear lever, and the front edges of the seats. */
function tunnel(color: string): string {
  const seat = (x: number) =>
    shape(
      `M ${x} 3000 C ${x + 40} 2760 ${x + 200} 2690 ${x + 560} 2690 C ${x + 920} 2690 ${x + 1080} 2760 ${x + 1120} 3000 Z`,
      mix(color, "#ffffff", 0.08),
      'stroke="#0c0d0e" stroke-width="10"',
    ) +
    line(
      `M ${x + 220} 3000 C ${x + 240} 2860 ${x + 330} 2790 ${x + 560} 2790 C ${x + 790} 2790 ${x + 880} 2860 ${x + 900} 3000`,
      mix(color, "#ffffff", 0.35),
      7,
      'stroke-dasharray="22 16"',
    );
  return `
    ${shape("M 1740 2560 L 2480 2560 L 2620 3000 L 1600 3000 Z", "#191b1d")}
    ${shape("M 1880 2640 L 2340 2640 L 2400 2860 L 1820 2860 Z", "#0c0d0e", 'stroke="url(#metal)" stroke-width="10"')}
    ${shape("M 2040 2790 L 2080 2520 L 2150 2520 L 2190 2790 Z", "#26282b")}
    ${ellipse([2115, 2480], 92, 86, "#1b1d1f")}${ellipse([2100, 2450], 52, 34, "#565a5e", 'opacity="0.8"')}
    ${ellipse([2115, 2480], 92, 86, "none", 'stroke="url(#metal)" stroke-width="9"')}
    ${seat(300)}${seat(2640)}`;
}

function cluster(): string {
  const dial = (x: number, turn: number) => `
    ${ellipse([x, 1680], 176, 176, "url(#dial)", 'stroke="url(#metal)" stroke-width="8"')}
    ${Array.from({ length: 11 }, (_, index) => `<g transform="translate(${x} 1680) rotate(${index * 25 - 125})">${box([-4, -152], 8, 32, "#dfe6ea")}</g>`).join("")}
    <g transform="translate(${x} 1680) rotate(${turn})">${shape("M -7 20 L 0 -136 L 7 20 Z", "#f0452b")}</g>${ellipse([x, 1680], 24, 24, "#2a2e31")}`;
  return `
    ${shape("M 560 1830 C 540 1500 720 1400 1080 1400 C 1440 1400 1620 1500 1600 1830 Z", "#101113", 'stroke="#3a3d40" stroke-width="10"')}
    ${dial(850, -125)}${dial(1310, -125)}
    ${box([1010, 1640], 140, 130, "#123049", 'rx="14"')}`;
}

function steering(): string {
  const half = symmetric("M 0 -150 C 130 -150 210 -90 220 0 C 220 100 140 190 0 200");
  return `<g transform="translate(1080 1960)">
    ${ellipse([0, 0], 640, 610, "none", 'stroke="#08090a" stroke-width="124"')}
    ${ellipse([0, 0], 640, 610, "none", 'stroke="#2a2c2f" stroke-width="104"')}
    ${line("M -600 -130 C -520 -470 -250 -636 0 -636 C 250 -636 520 -470 600 -130", "#5b5f63", 18, 'opacity="0.8"')}
    ${shape("M -600 -40 L -190 -80 L -190 70 L -590 80 Z", "#1b1d1f")}${shape("M 600 -40 L 190 -80 L 190 70 L 590 80 Z", "#1b1d1f")}
    ${shape("M -80 150 L -130 570 L 130 570 L 80 150 Z", "#7d8388")}
    ${shape(half, "#232527", 'stroke="#0a0b0c" stroke-width="10"')}
    ${ellipse([0, 10], 74, 74, "none", 'stroke="url(#metal)" stroke-width="14"')}
    ${[-1, 1].map((side) => box([side * 390 - 90, -34], 180, 64, "#393d40", 'rx="26"') + box([side * 390 - 60, -12], 40, 20, "#8d9397") + box([side * 390 + 24, -12], 40, 20, "#8d9397")).join("")}
  </g>`;
}

/** The dealer's card on the mirror. */
function tag(stockNumber: string): string {
  return `
    ${line("M 2120 600 L 2150 700", "#e8e3d6", 8)}
    <g transform="translate(2155 790) rotate(4)">
      ${box([-190, -100], 380, 200, "#f7f3e8", 'rx="18" stroke="#c9c2b0" stroke-width="5"')}
      ${box([-190, -100], 380, 44, "#c2412b", 'rx="18"')}
      <g transform="translate(0 26)">${lettering(stockNumber, 62, "#22303c", 0.95)}</g>
    </g>`;
}

/** The dashboard from between the front seats, 4000 by 3000, y downwards; the lot shows through the windscreen. */
export function carInterior(look: CarLook): string {
  const random = randomOf(`${look.stockNumber}/interior`);
  const color = trims[Math.floor(random() * trims.length)] ?? trims[0];
  const hood = "M 250 1560 C 500 1290 1300 1210 2000 1210 C 2700 1210 3500 1290 3750 1560 Z";
  return `
    <defs>${paints(color, look.paint)}</defs>
    ${shape(hood, "url(#hoodInside)")}
    ${shape("M 200 1500 L 1100 330 L 1500 310 L 700 1440 Z", "#ffffff", 'opacity="0.09"')}
    ${shape("M 2500 1430 L 3000 310 L 3120 314 L 2660 1436 Z", "#ffffff", 'opacity="0.08"')}
    ${box([0, 2240], 4000, 760, "url(#lower)")}${dashboard(color)}${middle()}${tunnel(color)}
    ${cluster()}${steering()}${cabin(color)}${tag(look.stockNumber)}`;
}
