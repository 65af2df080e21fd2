import type { CarLook } from "./car-look.ts";
import { ellipse, line, linear, mix, radial, shape, stretched, box } from "./svg.ts";
import { gloss, lightAndShade } from "./paint.ts";
import { wheel } from "./wheel.ts";

/** The side shape in the model's own measures. */
function measured({ side, length, height }: CarLook) {
  const kx = length / side.length;
  const ky = height / side.height;
  const to = (d: string) => stretched(d, kx, ky);
  const at = ([x, y]: readonly [number, number]) => [x * kx, y * ky] as const;
  return {
    to,
    at,
    outline: to(side.outline),
    windows: to(side.windows),
    wheels: side.wheels.map((x) => x * kx),
    sill: side.sill * ky,
  };
}

type Measured = ReturnType<typeof measured>;

function paints({ paint, height, length }: CarLook): string {
  const bright = gloss(paint);
  const light = (share: number) => mix(paint, "#ffffff", share * bright);
  const dark = (share: number) => mix(paint, "#0b0d10", share);
  return [
    linear(
      "body",
      [0, height],
      [0, 200],
      [
        [0, light(0.52)],
        [0.14, light(0.26)],
        [0.33, light(0.3)],
        [0.42, light(0.1)],
        [0.5, paint],
        [0.62, light(0.07)],
        [0.7, dark(0.14)],
        [0.86, dark(0.46)],
        [1, dark(0.68)],
      ],
    ),
    linear(
      "glass",
      [0, height],
      [0, height * 0.68],
      [
        [0, "#0d1216"],
        [0.35, "#1b252c"],
        [0.75, "#3d4c55"],
        [1, "#74868f"],
      ],
    ),
    linear(
      "alloy",
      [0, 100],
      [0, -100],
      [
        [0, "#f3f5f6"],
        [0.45, "#b9bfc4"],
        [1, "#6c7378"],
      ],
    ),
    linear(
      "tyre",
      [0, 380],
      [0, -380],
      [
        [0, "#3b3d40"],
        [0.5, "#1f2022"],
        [1, "#121314"],
      ],
    ),
    linear(
      "lamp",
      [0, height * 0.64],
      [0, height * 0.44],
      [
        [0, "#fbfdff"],
        [0.5, "#c9d2d8"],
        [1, "#66717a"],
      ],
    ),
    linear(
      "rearLamp",
      [0, height * 0.7],
      [0, height * 0.5],
      [
        [0, "#e8453c"],
        [0.5, "#b01217"],
        [1, "#6d0a10"],
      ],
    ),
    linear(
      "sweep",
      [0, 0],
      [length, 0],
      [
        [0, "#ffffff", 0.15],
        [0.25, "#ffffff", 0.75],
        [0.6, "#ffffff", 0.5],
        [1, "#ffffff", 0.1],
      ],
    ),
    linear(
      "street",
      [0, height * 0.42],
      [0, height * 0.14],
      [
        [0, "#16181b", 0.34],
        [0.5, "#3a3833", 0.3],
        [1, "#6c675d", 0.34],
      ],
    ),
    radial("soft", [
      [0, "#000000", 0.75],
      [0.55, "#000000", 0.5],
      [1, "#000000", 0],
    ]),
    radial("well", [
      [0, "#000000"],
      [0.9, "#050506"],
      [1, "#101113"],
    ]),
  ].join("");
}

/** What the paint mirrors: sky along the upper edges, the street below the crease. */
function reflections({ side, length, height }: CarLook, { at, outline }: Measured): string {
  const [, nose] = at([0, side.shoulder[0]]);
  const [, tail] = at([0, side.shoulder[1]]);
  const crease = `M 20 ${nose - 40} C ${length * 0.3} ${nose + 70} ${length * 0.6} ${tail - 10} ${length} ${tail}`;
  const low = height * 0.37;
  return `
    ${shape(`${crease} L ${length} ${tail - 60} C ${length * 0.6} ${tail - 64} ${length * 0.3} ${nose + 20} 20 ${nose - 70} Z`, "#000000", 'opacity="0.16"')}
    ${line(crease, "url(#sweep)", 9)}
    ${shape(`${crease} L ${length} ${tail + 46} C ${length * 0.6} ${tail + 40} ${length * 0.3} ${nose + 130} 20 ${nose + 10} Z`, "url(#sweep)", 'opacity="0.28"')}
    ${shape(`M 0 ${low - 60} C ${length * 0.25} ${low + 40} ${length * 0.55} ${low - 30} ${length} ${low + 70} L ${length} ${low + 210} C ${length * 0.6} ${low + 120} ${length * 0.3} ${low + 170} 0 ${low + 90} Z`, "url(#sweep)", 'opacity="0.2"')}
    ${shape(`M 0 ${low - 60} C ${length * 0.25} ${low + 40} ${length * 0.55} ${low - 30} ${length} ${low + 70} L ${length} 0 L 0 0 Z`, "url(#street)")}
    ${line(outline, "url(#rim)", 24)}
    ${line(`M ${length * 0.2} ${height * 0.275} C ${length * 0.4} ${height * 0.255} ${length * 0.6} ${height * 0.26} ${length * 0.79} ${height * 0.29}`, "#ffffff", 7, 'opacity="0.3"')}`;
}

/** A seat seen through the glass, leaning back. */
function seat(x: number, height: number): string {
  const parts =
    box([-70, -300], 150, 430, "#0c1013", 'rx="50"') + box([-40, 120], 100, 130, "#0c1013", 'rx="36"');
  return `<g transform="translate(${x} ${height * 0.75}) rotate(-14)" opacity="0.68">${parts}</g>`;
}

function windows({ side, length, height }: CarLook, { at, windows: outline }: Measured): string {
  const pillars = side.pillars.map((x, index) => {
    const [at0] = at([x, 0]);
    const lean = index === 0 ? -14 : x > 2600 ? 60 : -190;
    return line(`M ${at0} ${height * 0.6} L ${at0 + lean} ${height}`, "#0b0c0e", index === 0 ? 74 : 34);
  });
  const streak = (x: number, width: number) =>
    `M ${x} ${height * 0.6} L ${x + 330} ${height} L ${x + 330 + width} ${height} L ${x + width} ${height * 0.6} Z`;
  return `
    ${shape(outline, "#0a0b0d", 'stroke="#0a0b0d" stroke-width="34" stroke-linejoin="round"')}
    ${shape(outline, "url(#glass)")}
    <g clip-path="url(#windows)">
      ${seat(length * 0.435, height)}${seat(length * 0.625, height)}
      ${line(`M ${length * 0.365} ${height * 0.67} L ${length * 0.352} ${height * 0.79}`, "#0b0e10", 22, 'opacity="0.7"')}
      ${box([length * 0.34, height * 0.6], length * 0.38, height * 0.075, "#0b0e10", 'opacity="0.5"')}
      ${shape(streak(length * 0.36, 190), "#ffffff", 'opacity="0.17"')}
      ${shape(streak(length * 0.425, 50), "#ffffff", 'opacity="0.15"')}
      ${shape(streak(length * 0.6, 240), "#ffffff", 'opacity="0.13"')}
      ${pillars.join("")}
    </g>
`;
}

/** Projector, indicator and the light line of the headlight; its place follows from the lamp's first point. */
function headlightInside({ side }: CarLook, { to, at }: Measured): string {
  const [x = 0, y = 0] = side.headlight.slice(2).split(" ").map(Number);
  const [lampX, lampY] = at([x + 175, y + 72]);
  return `
    <clipPath id="headlight"><path d="${to(side.headlight)}"/></clipPath>
    <g clip-path="url(#headlight)">
      ${ellipse([lampX, lampY], 62, 48, "#20272d")}${ellipse([lampX, lampY], 48, 37, "#8ea0ac")}${ellipse([lampX - 12, lampY + 12], 20, 16, "#ffffff")}
      ${ellipse([lampX + 128, lampY + 44], 44, 30, "#e99a3c", 'opacity="0.9"')}
    </g>`;
}

/** The fin at the back of the roof. */
function antenna({ length, height, side, paint }: CarLook): string {
  const x = side.wheels[1] * (length / side.length) - (side.length > 5000 ? 1160 : 520);
  const y = height - 30;
  return side.length > 5000 || side.lines.length > 0
    ? ""
    : shape(
        `M ${x} ${y - 20} C ${x + 50} ${y} ${x + 80} ${y + 36} ${x + 108} ${y + 38} L ${x + 118} ${y - 30} Z`,
        mix(paint, "#000000", 0.45),
      );
}

function details(look: CarLook, own: Measured): string {
  const { side, paint, length, height } = look;
  const { to, at } = own;
  const seam = mix(paint, "#000000", 0.62);
  const handles = side.handles.map((place) => {
    const [x, y] = at(place);
    return `${box([x - 8, y - 22], 190, 50, mix(paint, "#000000", 0.35), 'rx="24" opacity="0.55"')}
      ${box([x, y], 174, 26, mix(paint, "#ffffff", 0.3), 'rx="13"')}${box([x, y], 174, 9, seam, 'rx="5"')}`;
  });
  const [mirrorX, mirrorY] = at(side.mirror);
  return `
    ${side.doors.map((door) => line(to(door), seam, 9) + line(to(door), "#ffffff", 3, 'opacity="0.22" transform="translate(8 0)"')).join("")}
    ${side.lines.map(([d, width]) => line(to(d), "#17191b", width)).join("")}
    ${handles.join("")}
    ${line(`M 30 ${height * 0.34} C 160 ${height * 0.33} 260 ${height * 0.3} ${own.wheels[0]! - 420} ${height * 0.31}`, seam, 7)}
    ${line(`M ${length - 20} ${height * 0.44} C ${length - 160} ${height * 0.43} ${length - 300} ${height * 0.42} ${own.wheels[1]! + 400} ${height * 0.4}`, seam, 7)}
    ${shape(to(side.headlight), "url(#lamp)", 'stroke="#15181b" stroke-width="10"')}
    ${line(to(side.headlight.split(" L ")[0]!.split(" C ").slice(0, 2).join(" C ")), "#ffffff", 16, 'opacity="0.9"')}
    ${shape(to(side.taillight), "url(#rearLamp)", 'stroke="#2a0507" stroke-width="8"')}
    ${headlightInside(look, own)}
    ${antenna(look)}
    ${shape(`M ${mirrorX} ${mirrorY} C ${mirrorX - 30} ${mirrorY + 90} ${mirrorX + 60} ${mirrorY + 130} ${mirrorX + 190} ${mirrorY + 110} C ${mirrorX + 220} ${mirrorY + 60} ${mirrorX + 210} ${mirrorY + 10} ${mirrorX + 170} ${mirrorY - 10} Z`, mix(paint, "#ffffff", 0.16), `stroke="${seam}" stroke-width="7"`)}
    ${shape(`M ${mirrorX} ${mirrorY} L ${mirrorX + 170} ${mirrorY - 10} C ${mirrorX + 190} ${mirrorY} ${mirrorX + 205} ${mirrorY + 16} ${mirrorX + 208} ${mirrorY + 30} L ${mirrorX - 6} ${mirrorY + 34} Z`, "#0f1113")}`;
}

/** The dark lower lip of the front bumper. */
function chin({ sill }: Measured): string {
  return shape(
    `M 0 ${sill + 120} C 120 ${sill + 130} 240 ${sill + 110} 330 ${sill + 70} L 380 ${sill - 40} L 0 ${sill - 40} Z`,
    "#101214",
    'opacity="0.85"',
  );
}

function arches({ side, paint }: CarLook, { wheels, sill }: Measured): string {
  const radius = side.wheelRadius;
  const lip = mix(paint, "#ffffff", 0.35);
  const trim = side.cladding
    ? wheels.map((x) => ellipse([x, radius], radius + 118, radius + 112, "#1b1d1f")).join("") +
      box([0, 0], 9000, sill + 96, "#1b1d1f") +
      box([0, sill + 90], 9000, 7, "#4a4d50", 'opacity="0.7"')
    : box([0, 0], 9000, sill + 34, "#131517", 'opacity="0.75"');
  const wells = wheels.map(
    (x) =>
      (side.cladding ? "" : ellipse([x, radius + 6], radius + 66, radius + 62, lip, 'opacity="0.6"')) +
      ellipse([x, radius + 4], radius + 56, radius + 52, "url(#well)"),
  );
  return trim + wells.join("");
}

/** The car from its left side (nose to the left), in millimetres with the ground at 0 and heights upwards. */
export function carSide(look: CarLook): string {
  const own = measured(look);
  const radius = look.side.wheelRadius;
  const contact = own.wheels.map((x) => ellipse([x, 6], radius * 1.15, 40, "url(#soft)")).join("");
  return `
    <defs>${paints(look)}${lightAndShade(look.height, own.sill)}
      <clipPath id="outline"><path d="${own.outline}"/></clipPath>
      <clipPath id="windows"><path d="${own.windows}"/></clipPath>
    </defs>
    ${ellipse([look.length / 2, 10], look.length * 0.5, 90, "url(#soft)")}
    ${box([own.wheels[0]! - 100, 0], own.wheels[1]! - own.wheels[0]! + 200, own.sill + 40, "url(#under)")}
    ${shape(own.outline, "url(#body)", `stroke="${mix(look.paint, "#000000", 0.55)}" stroke-width="5"`)}
    <g clip-path="url(#outline)">${reflections(look, own)}${chin(own)}${arches(look, own)}</g>
    ${windows(look, own)}
    ${details(look, own)}
    ${contact}
    ${own.wheels.map((x) => `<g transform="translate(${x} ${radius})">${wheel(radius, look.rim)}</g>`).join("")}`;
}
