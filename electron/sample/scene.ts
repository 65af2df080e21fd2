import { backdrop, type Setting } from "./backdrop.ts";
import type { CarLook } from "./car-look.ts";
import { carFront } from "./car-front.ts";
import { carInterior } from "./car-interior.ts";
import { carRear } from "./car-rear.ts";
import { carSide } from "./car-side.ts";
import type { View } from "./drawing-files.ts";
import { randomOf } from "./random.ts";

/** Pictures are composed on 4000 by 3000, y downwards. */
export const frame = { width: 4000, height: 3000 } as const;

export interface Scene {
  /** Drawn small, since it is out of focus. */
  readonly backdrop: string;
  /** Only the part of the picture that the car takes up, since that is the part that has to be drawn sharp. */
  readonly car: { readonly svg: string; readonly left: number; readonly top: number };
  /** The row below which the picture shows the ground. */
  readonly groundFrom: number;
}

const hours = ["morning", "noon", "evening", "noon"] as const;

function settingOf(stockNumber: string): Setting {
  const random = randomOf(`${stockNumber}/setting`);
  return {
    lot: stockNumber.startsWith("C") ? "centro" : "periferico",
    hour: hours[Math.floor(random() * hours.length)] ?? "noon",
  };
}

/** Where the car stands, in pixels per millimetre and from the top left; sides are seen from farther than ends. */
function stanceOf(look: CarLook, view: View) {
  const isSide = view === "left" || view === "right";
  const scale = isSide ? 0.7 : 1.32;
  const extent = isSide ? look.length : look.width;
  return { isSide, scale, extent, ground: isSide ? 2280 : 2560, horizon: isSide ? 1500 : 1420 };
}

function carIn(look: CarLook, view: View): Scene["car"] {
  const { isSide, scale, extent, ground } = stanceOf(look, view);
  const turn = view === "right" ? -1 : 1;
  const middle = isSide ? 2000 - (turn * extent * scale) / 2 : 2000;
  const drawn = isSide ? carSide(look) : view === "front" ? carFront(look) : carRear(look);
  const reach = Math.min(2000, Math.ceil((extent / 2 + (isSide ? 60 : 330)) * scale));
  const top = ground - Math.ceil((look.height + 90) * scale);
  const width = reach * 2;
  const height = Math.ceil(ground + 130 * scale) - top;
  const left = 2000 - reach;
  const body = `<g transform="translate(${middle} ${ground}) scale(${scale * turn} ${-scale})">${drawn}</g>`;
  return { svg: picture(width, height, `${left} ${top} ${width} ${height}`, body), left, top };
}

function picture(width: number, height: number, viewBox: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${body}</svg>`;
}

/** Behind the wheel: the lot is what the windscreen shows of it. */
function interiorOf(look: CarLook): Scene {
  const { width, height } = frame;
  const random = randomOf(`${look.stockNumber}/interior`);
  const shadow = { x: 2000, y: height, rx: 0, ry: 0 };
  const behind = backdrop({ ...settingOf(look.stockNumber), random, horizon: 1060, shadow, zoom: 0.9 });
  const whole = `0 0 ${width} ${height}`;
  return {
    backdrop: picture(1000, 750, whole, behind),
    car: { svg: picture(width, height, whole, carInterior(look)), left: 0, top: 0 },
    groundFrom: 1150,
  };
}

export function sceneOf(look: CarLook, view: View): Scene {
  if (view === "interior") return interiorOf(look);
  const { isSide, scale, extent, ground, horizon } = stanceOf(look, view);
  const setting = settingOf(look.stockNumber);
  const random = randomOf(`${look.stockNumber}/${view}`);
  const shadow = { x: 2000, y: ground, rx: extent * scale * 0.57, ry: isSide ? 112 : 130 };
  const behind = backdrop({ ...setting, random, horizon, shadow, zoom: isSide ? 1 : 1.35 });
  return {
    backdrop: picture(1000, 750, `0 0 ${frame.width} ${frame.height}`, behind),
    car: carIn(look, view),
    groundFrom: horizon + 90,
  };
}
