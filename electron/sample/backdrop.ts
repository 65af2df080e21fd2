import { lettering } from "./glyphs.ts";
import { box, ellipse, line, linear, mix, radial, shape } from "./svg.ts";
import { hatchback, minivan, pickup, sedan, suv } from "./side-shapes.ts";

/** The light and the place of one car's pictures; the same for all of them, so that they belong together. */
export interface Setting {
  readonly lot: "centro" | "periferico";
  readonly hour: "morning" | "noon" | "evening";
}

export interface Backdrop extends Setting {
  /** From 0 to 1, the same at each drawing. */
  readonly random: () => number;
  /** Where the sky meets the ground, from the top of 3000. */
  readonly horizon: number;
  /** The ground under the car, and how wide and deep its shadow is. */
  readonly shadow: { readonly x: number; readonly y: number; readonly rx: number; readonly ry: number };
  /** How much nearer the surroundings are than in the side view. */
  readonly zoom: number;
}

interface Light {
  readonly sky: readonly [string, string, string];
  readonly glow: string;
  readonly ground: readonly [string, string];
  readonly haze: string;
}

const lights: Readonly<Record<Setting["hour"], Light>> = {
  morning: {
    sky: ["#6fa3d0", "#a9cbe4", "#f0e6d6"],
    glow: "#fff3d6",
    ground: ["#a39e97", "#6f6c69"],
    haze: "#c9d3d8",
  },
  noon: {
    sky: ["#4f8fcb", "#8fbde2", "#dbe9f0"],
    glow: "#ffffff",
    ground: ["#a5a3a0", "#737274"],
    haze: "#c3d2dc",
  },
  evening: {
    sky: ["#6d86b5", "#d2b3ac", "#f6cf9c"],
    glow: "#ffd9a0",
    ground: ["#a2948a", "#665f5d"],
    haze: "#d5bdb0",
  },
};

const flags = ["#d6336c", "#f08c00", "#2b8a3e", "#1971c2", "#7048e8", "#e8590c", "#c2255c"];
const parked = ["#dfe2e3", "#7b1d24", "#3d4852", "#b9bfc3", "#23415f", "#c9c2b3"];

function sky(light: Light, { random, horizon }: Backdrop): string {
  const clouds = Array.from({ length: 5 }, () => {
    const x = random() * 4000;
    const y = 150 + random() * horizon * 0.5;
    const width = 300 + random() * 500;
    return [0, 1, 2].map((part) =>
      ellipse(
        [x + (part - 1) * width * 0.5, y - (part === 1 ? 40 : 0)],
        width * 0.6,
        46 + part * 10,
        "url(#cloud)",
      ),
    );
  });
  const sun = 500 + random() * 3000;
  return (
    box([0, 0], 4000, horizon + 100, "url(#sky)") +
    clouds.flat().join("") +
    ellipse([sun, horizon], 1900, 900, "url(#glow)")
  );
}

function hills(light: Light, { random, horizon }: Backdrop): string {
  const ridge = (lift: number) => {
    const points = Array.from(
      { length: 9 },
      (_, index) => `${index * 500} ${Math.round(horizon - lift - random() * lift)}`,
    );
    const curve = points.slice(1).map((point, index) => {
      const x = index * 500 + 250;
      return `C ${x} ${points[index]?.split(" ")[1]} ${x} ${point.split(" ")[1]} ${point}`;
    });
    return `M ${points[0]} ${curve.join(" ")} L 4000 ${horizon + 100} L 0 ${horizon + 100} Z`;
  };
  return (
    shape(ridge(150), mix(light.haze, "#5b7a93", 0.4)) + shape(ridge(90), mix(light.haze, "#4f6b5e", 0.62))
  );
}

function palm(x: number, foot: number, height: number, random: () => number): string {
  const lean = (random() - 0.5) * height * 0.22;
  const top = foot - height;
  const fronds = Array.from({ length: 11 }, (_, index) => {
    const angle = (index / 10) * Math.PI + (random() - 0.5) * 0.25;
    const reach = height * (0.3 + random() * 0.1);
    const tipX = x + lean + Math.cos(angle) * reach;
    const tipY = top - Math.sin(angle) * reach * 0.5 + reach * 0.34;
    const midX = x + lean + Math.cos(angle) * reach * 0.55;
    const midY = top - Math.sin(angle) * reach * 0.75;
    return shape(
      `M ${x + lean} ${top} Q ${midX} ${midY - 26} ${tipX} ${tipY} Q ${midX} ${midY + 34} ${x + lean} ${top} Z`,
      index % 2 ? "#3f6b43" : "#2f5738",
    );
  });
  return (
    line(
      `M ${x} ${foot} Q ${x - lean * 0.2} ${foot - height * 0.5} ${x + lean} ${top}`,
      "#7d6a56",
      height * 0.036,
    ) + fronds.join("")
  );
}

/** A showroom in the colours of its lot, its left corner at x and its foot at the horizon's curb. */
function building({ lot, random, horizon, zoom }: Backdrop): string {
  const width = 2300 * zoom;
  const x = random() > 0.5 ? -250 : 4250 - width;
  const foot = horizon + 60;
  const height = 760 * zoom;
  const top = foot - height;
  const centro = lot === "centro";
  const wall = centro ? "#e6d3b3" : "#e4e6e6";
  const stripe = centro ? "#b5482f" : "#1d4f7c";
  const bays = Array.from({ length: 5 }, (_, index) => {
    const bay = (width - 200 * zoom) / 5;
    const left = x + 100 * zoom + index * bay;
    return (
      box([left, top + height * 0.42], bay * 0.86, height * 0.52, "url(#pane)") +
      shape(
        `M ${left + bay * 0.1} ${foot - height * 0.06} L ${left + bay * 0.44} ${top + height * 0.42} L ${left + bay * 0.6} ${top + height * 0.42} L ${left + bay * 0.26} ${foot - height * 0.06} Z`,
        "#ffffff",
        'opacity="0.2"',
      )
    );
  });
  const awning = centro
    ? Array.from({ length: 24 }, (_, index) =>
        shape(
          `M ${x + 60 * zoom + (index * (width - 120 * zoom)) / 24} ${top + height * 0.33} l ${(width - 120 * zoom) / 24} 0 l 0 ${height * 0.13} l ${-(width - 120 * zoom) / 24} 0 Z`,
          index % 2 ? "#f3ece0" : stripe,
        ),
      ).join("")
    : box([x - 20, top + height * 0.33], width + 40, height * 0.06, "#c9cdd0");
  return `
    ${box([x, top], width, height, wall)}
    ${box([x, top], width, height * 0.3, stripe)}
    ${box([x, top], width, 14, mix(stripe, "#000000", 0.3))}
    ${bays.join("")}${awning}
    ${box([x, foot - 26], width, 26, "#8d8a86")}
    <g transform="translate(${x + width / 2} ${top + height * 0.155})">${lettering("SEMINUEVOS", 118 * zoom, "#ffffff", 1.15)}</g>`;
}

function row({ random, horizon, zoom }: Backdrop): string {
  const shapes = [sedan, suv, hatchback, minivan, pickup];
  const scale = 0.2 * zoom;
  let x = -300 * random();
  const cars: string[] = [];
  while (x < 4000) {
    const side = shapes[Math.floor(random() * shapes.length)] ?? sedan;
    const color = parked[Math.floor(random() * parked.length)] ?? "#888888";
    const wheels = side.wheels.map(
      (at) =>
        ellipse([at, side.wheelRadius], side.wheelRadius, side.wheelRadius, "#17181a") +
        ellipse([at, side.wheelRadius], side.wheelRadius * 0.6, side.wheelRadius * 0.6, "#8a8f93"),
    );
    cars.push(`<g transform="translate(${x} ${horizon + 150 * zoom}) scale(${scale} ${-scale})">
      ${ellipse([side.length / 2, 0], side.length * 0.55, 130, "#000000", 'opacity="0.35"')}
      ${shape(side.outline, color)}${shape(side.windows, "#2a343b")}
      ${box([0, 200], side.length, 140, "#000000", 'opacity="0.25"')}${wheels.join("")}</g>`);
    x += side.length * scale + 90 * zoom + random() * 260 * zoom;
  }
  return cars.join("");
}

/** Papel picado on a slack line across the lot. */
function garland(random: () => number, from: number, to: number, sag: number): string {
  const count = 17;
  const at = (share: number) => from + (to - from) * share + sag * 4 * share * (1 - share);
  const string = line(`M -50 ${from} Q 2000 ${(from + to) / 2 + sag * 2} 4050 ${to}`, "#5d5a57", 6);
  const paper = Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count;
    const x = share * 4100 - 50;
    const y = at(share);
    const color = flags[(index + Math.floor(random() * 2)) % flags.length] ?? "#d6336c";
    const sway = (random() - 0.5) * 24;
    return `<g transform="translate(${x} ${y}) rotate(${sway / 3})" opacity="0.94">
      ${shape("M -72 0 L 72 0 L 72 118 L 54 140 L 36 118 L 18 140 L 0 118 L -18 140 L -36 118 L -54 140 L -72 118 Z", color)}
      ${ellipse([0, 58], 22, 26, "#ffffff", 'opacity="0.5"')}${ellipse([-42, 40], 9, 9, "#ffffff", 'opacity="0.5"')}${ellipse([42, 40], 9, 9, "#ffffff", 'opacity="0.5"')}
      ${ellipse([-42, 84], 9, 9, "#ffffff", 'opacity="0.5"')}${ellipse([42, 84], 9, 9, "#ffffff", 'opacity="0.5"')}</g>`;
  });
  return string + paper.join("");
}

function ground({ random, horizon, shadow, zoom }: Backdrop): string {
  const top = horizon + 90;
  const stripes = [-2, -1, 0, 1, 2, 3].map((index) => {
    const far = 2000 + (index - 0.5) * 1150 * zoom + (random() - 0.5) * 30;
    const near = 2000 + (index - 0.5) * 2900 * zoom;
    return shape(
      `M ${far - 11} ${top + 60} L ${far + 11} ${top + 60} L ${near + 46} 3000 L ${near - 46} 3000 Z`,
      "#f2ead2",
      'opacity="0.42"',
    );
  });
  const stains = Array.from({ length: 5 }, () =>
    ellipse(
      [random() * 4000, 2350 + random() * 600],
      160 + random() * 260,
      20 + random() * 40,
      "url(#stain)",
    ),
  );
  return `
    ${box([0, horizon + 40], 4000, 60, "#b9b4ad")}${box([0, horizon + 84], 4000, 16, "#7e7a75")}
    ${box([0, top], 4000, 3000 - top, "url(#ground)")}
    ${stripes.join("")}${stains.join("")}
    ${ellipse([shadow.x, shadow.y], shadow.rx, shadow.ry, "url(#shadow)")}
    ${ellipse([shadow.x, shadow.y - shadow.ry * 0.1], shadow.rx * 0.9, shadow.ry * 0.5, "url(#shadow)")}`;
}

/** The lot behind a car, 4000 by 3000, y downwards. It is drawn small and enlarged, which puts it out of focus. */
export function backdrop(scene: Backdrop): string {
  const light = lights[scene.hour];
  const { random, horizon } = scene;
  const palms = [1, 2, 3].map(() =>
    palm(random() * 4000, horizon + 60, (700 + random() * 500) * scene.zoom, random),
  );
  return `
    <defs>
      ${linear(
        "sky",
        [0, 0],
        [0, horizon],
        [
          [0, light.sky[0]],
          [0.55, light.sky[1]],
          [1, light.sky[2]],
        ],
      )}
      ${linear(
        "ground",
        [0, horizon + 90],
        [0, 3000],
        [
          [0, light.ground[0]],
          [1, light.ground[1]],
        ],
      )}
      ${linear(
        "pane",
        [0, horizon - 700],
        [0, horizon],
        [
          [0, mix(light.sky[1], "#2d3b45", 0.35)],
          [1, "#27323a"],
        ],
      )}
      ${radial("glow", [
        [0, light.glow, 0.75],
        [1, light.glow, 0],
      ])}
      ${radial("cloud", [
        [0, "#ffffff", 0.7],
        [1, "#ffffff", 0],
      ])}
      ${radial("corners", [
        [0, "#0b1016", 0],
        [0.72, "#0b1016", 0],
        [1, "#0b1016", 0.15],
      ])}
      ${radial("stain", [
        [0, "#000000", 0.2],
        [1, "#000000", 0],
      ])}
      ${radial("shadow", [
        [0, "#050607", 0.82],
        [0.6, "#050607", 0.55],
        [1, "#050607", 0],
      ])}
    </defs>
    ${sky(light, scene)}${hills(light, scene)}${palms.join("")}${building(scene)}
    ${ground(scene)}${row(scene)}${box([0, 0], 4000, 3000, "url(#corners)")}${garland(random, 120 + random() * 120, 140 + random() * 160, 60 + random() * 90)}`;
}
