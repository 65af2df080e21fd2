/** A point of a drawing; cars are drawn in millimetres with the ground at 0 and heights upwards. */
export type Point = readonly [x: number, y: number];

export type Stop = readonly [offset: number, color: string, opacity?: number];

const stopsOf = (stops: readonly Stop[]) =>
  stops
    .map(
      ([offset, color, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`,
    )
    .join("");

/** A gradient from one point to another, in the units of the shape that it fills. */
export function linear(id: string, from: Point, to: Point, stops: readonly Stop[]): string {
  const line = `x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}"`;
  return `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${line}>${stopsOf(stops)}</linearGradient>`;
}

/** A gradient from the middle of whatever it fills to its edge. */
export function radial(id: string, stops: readonly Stop[]): string {
  return `<radialGradient id="${id}" cx="0.5" cy="0.5" r="0.5">${stopsOf(stops)}</radialGradient>`;
}

export function shape(d: string, fill: string, more = ""): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

export function line(d: string, color: string, width: number, more = ""): string {
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
}

export function ellipse([x, y]: Point, rx: number, ry: number, fill: string, more = ""): string {
  return `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
}

export function box([x, y]: Point, width: number, height: number, fill: string, more = ""): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
}

/** The colour that lies `share` (0 to 1) of the way from one `#rrggbb` to another. */
export function mix(from: string, to: string, share: number): string {
  const channel = (color: string, index: number) =>
    Number.parseInt(color.slice(1 + index * 2, 3 + index * 2), 16);
  const mixed = [0, 1, 2].map((index) =>
    Math.round(channel(from, index) * (1 - share) + channel(to, index) * share)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${mixed.join("")}`;
}

const numbersOf = (text: string) => text.trim().split(/\s+/).map(Number);

/** A path of absolute M, L, C, Q and Z commands, stretched from the origin. */
export function stretched(d: string, kx: number, ky: number): string {
  return d.replaceAll(/[\d.-]+\s+[\d.-]+/g, (pair) => {
    const [x = 0, y = 0] = numbersOf(pair);
    return `${Math.round(x * kx * 10) / 10} ${Math.round(y * ky * 10) / 10}`;
  });
}

/** The closed outline of which `half` (M, L and C, from the top of the middle line to its foot) is the right side. */
export function symmetric(half: string): string {
  const commands = half.match(/[MLC][^MLC]+/g) ?? [];
  const points = commands.map((command) => {
    const numbers = numbersOf(command.slice(1));
    return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0] as const] : []));
  });
  const back = points.toReversed().flatMap((own, index, all) => {
    const start = all[index + 1]?.at(-1);
    if (!start) return [];
    const path = [...own.slice(0, -1).toReversed(), start].map(([x, y]) => `${-x} ${y}`).join(" ");
    return [`${own.length === 3 ? "C" : "L"} ${path}`];
  });
  return `${half} ${back.join(" ")} Z`;
}
