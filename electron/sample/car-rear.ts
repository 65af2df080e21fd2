import type { CarLook } from "./car-look.ts";
import {
  both,
  endOf,
  endOutline,
  endPaints,
  pane,
  plate,
  seats,
  tyres,
  mirrors,
  type End,
} from "./end-parts.ts";
import { box, ellipse, line, mix, shape, symmetric } from "./svg.ts";

function window(end: End): string {
  const { roof, half, height, rearGlass } = end;
  const outline = symmetric(
    `M 0 ${height - 84} C ${roof * 0.5} ${height - 84} ${roof * 0.76} ${height - 92} ${roof * 0.88} ${height - 112} ` +
      `C ${roof + (half - roof) * 0.14} ${height - 190} ${half * 0.72} ${rearGlass + 120} ${half * 0.76} ${rearGlass + 16} ` +
      `C ${half * 0.5} ${rearGlass - 10} ${half * 0.25} ${rearGlass - 16} 0 ${rearGlass - 16}`,
  );
  const heating = Array.from({ length: 8 }, (_, index) =>
    line(
      `M ${-half} ${rearGlass + 40 + index * 34} L ${half} ${rearGlass + 40 + index * 34}`,
      "#c98a5a",
      2.4,
      'opacity="0.28"',
    ),
  ).join("");
  const brakeLight = box([-90, height - 128], 180, 20, "#8d1218", 'rx="8"');
  return pane(outline, "rearClip", end, rearGlass, seats(end, rearGlass - 30) + heating + brakeLight);
}

const lights: Readonly<Record<CarLook["ends"]["lights"], (end: End) => string>> = {
  wide: ({ half, belt }) =>
    `M ${half * 0.44} ${belt - 96} L ${half * 0.9} ${belt - 60} C ${half * 0.97} ${belt - 80} ${half * 0.985} ${belt - 130} ${half * 0.985} ${belt - 180} C ${half * 0.95} ${belt - 250} ${half * 0.85} ${belt - 250} ${half * 0.7} ${belt - 214} L ${half * 0.46} ${belt - 166} Z`,
  corner: ({ half, belt }) =>
    `M ${half * 0.6} ${belt - 70} C ${half * 0.74} ${belt - 30} ${half * 0.86} ${belt - 16} ${half * 0.91} ${belt - 26} C ${half * 0.98} ${belt - 80} ${half * 0.99} ${belt - 180} ${half * 0.985} ${belt - 250} C ${half * 0.88} ${belt - 300} ${half * 0.72} ${belt - 250} ${half * 0.6} ${belt - 190} Z`,
  upright: ({ half, belt }) =>
    `M ${half * 0.83} ${belt - 20} L ${half * 0.95} ${belt - 34} C ${half * 0.99} ${belt - 120} ${half * 0.995} ${belt - 300} ${half * 0.985} ${belt - 420} L ${half * 0.83} ${belt - 430} Z`,
};

function lamps(look: CarLook, end: End): string {
  const { half, belt } = end;
  const outline = lights[look.ends.lights](end);
  return both(`
    ${shape(outline, "url(#rearLamp)", 'stroke="#240406" stroke-width="12" stroke-linejoin="round"')}
    <g clip-path="url(#rearLampClip)">
      ${shape(outline, "none", 'stroke="#ff9d90" stroke-width="30" opacity="0.35"')}
      ${ellipse([half * 0.89, belt - 150], 40, 48, "#ff8a7a", 'opacity="0.55"')}
      ${box([half * 0.72, belt - 214], half * 0.3, 34, "#f4ded2", 'opacity="0.85"')}
    </g>`);
}

function lid(look: CarLook, { half, belt, rearGlass, rearLid }: End): string {
  const seam = mix(look.paint, "#000000", 0.66);
  const pickup = look.ends.lights === "upright" && look.ends.cladding;
  const edge = pickup ? 0.82 : 0.8;
  const top = pickup ? belt + 6 : rearGlass - 60;
  const outline = symmetric(
    `M 0 ${top} L ${half * edge} ${top} C ${half * (edge + 0.02)} ${top - 200} ${half * edge} ${rearLid + 80} ${half * (edge - 0.06)} ${rearLid} L 0 ${rearLid - 8}`,
  );
  const recess = pickup
    ? box([-110, belt - 130], 220, 74, "#0f1113", 'rx="14"') +
      box([-96, belt - 112], 192, 26, "#2d3135", 'rx="10"')
    : shape(
        symmetric(`M 0 ${rearLid + 296} L 250 ${rearLid + 290} L 215 ${rearLid + 76} L 0 ${rearLid + 70}`),
        "#000000",
        'opacity="0.3"',
      ) + box([-240, rearLid + 284], 480, 30, "url(#chrome)", 'rx="12"');
  return `
    ${shape(outline, "none", `stroke="${seam}" stroke-width="8"`)}
    ${line(`M ${-half * 0.84} ${belt - 40} C ${-half * 0.4} ${belt - 18} ${half * 0.4} ${belt - 18} ${half * 0.84} ${belt - 40}`, "#ffffff", 14, 'opacity="0.42"')}
    ${shape(symmetric(`M 0 ${belt - 30} C ${half * 0.4} ${belt - 30} ${half * 0.7} ${belt - 44} ${half} ${belt - 60} L ${half} ${belt - 130} C ${half * 0.6} ${belt - 96} ${half * 0.3} ${belt - 90} 0 ${belt - 90}`), "#000000", 'opacity="0.13"')}
    ${recess}`;
}

function bumper({ paint, ends }: CarLook, { half, sill, rearLid }: End): string {
  const seam = mix(paint, "#000000", 0.6);
  const reflectors = both(box([half * 0.66, sill + 120], half * 0.2, 30, "#a3161b", 'rx="8"'));
  const pipes = both(
    ellipse([half * 0.5, sill + 40], 56, 26, "#8d9498") + ellipse([half * 0.5, sill + 40], 44, 18, "#0a0b0c"),
  );
  const skirt = `M 0 ${sill + 90} L ${half * 0.56} ${sill + 92} C ${half * 0.6} ${sill + 70} ${half * 0.6} ${sill + 30} ${half * 0.62} ${sill - 6} L 0 ${sill - 6}`;
  const plastic = ends.cladding
    ? shape(
        symmetric(
          `M 0 ${sill + 130} L ${half * 0.7} ${sill + 130} L ${half} ${sill + 200} L ${half} ${sill - 10} L 0 ${sill - 10}`,
        ),
        "#1a1c1e",
      )
    : shape(symmetric(skirt), "#141618");
  return `
    ${line(`M ${-half} ${rearLid + 30} C ${-half * 0.8} ${rearLid - 26} ${half * 0.8} ${rearLid - 26} ${half} ${rearLid + 30}`, seam, 8)}
    ${line(`M ${-half * 0.9} ${rearLid - 36} C ${-half * 0.6} ${rearLid - 54} ${half * 0.6} ${rearLid - 54} ${half * 0.9} ${rearLid - 36}`, "#ffffff", 12, 'opacity="0.3"')}
    ${plastic}${ends.cladding ? "" : pipes}${reflectors}`;
}

/** The car from behind, in millimetres around its middle with the ground at 0 and heights upwards. */
export function carRear(look: CarLook): string {
  const end = endOf(look);
  const { half, height, sill } = end;
  const outline = endOutline(end);
  return `
    <defs>${endPaints(look, end)}<clipPath id="outline"><path d="${outline}"/></clipPath>
      <clipPath id="rearLampClip"><path d="${lights[look.ends.lights](end)}"/></clipPath></defs>
    ${ellipse([0, 20], half * 1.04, 110, "url(#soft)")}
    ${tyres(end)}
    ${box([-half * 0.8, 0], half * 1.6, sill + 40, "url(#under)")}
    ${mirrors(look, end)}
    ${shape(outline, "url(#body)", `stroke="${mix(look.paint, "#000000", 0.6)}" stroke-width="6"`)}
    <g clip-path="url(#outline)">
      ${box([-half, 0], half * 2, height, "url(#turn)", `transform="scale(${half / 900} 1)"`)}
      ${lid(look, end)}
      ${bumper(look, end)}
      ${line(outline, "url(#rim)", 22)}
    </g>
    ${window(end)}
    ${lamps(look, end)}
    ${plate(look.stockNumber, look.ends.cladding && look.ends.lights === "upright" ? sill + 150 : end.rearLid + 178)}`;
}
