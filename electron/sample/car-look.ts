import { hatchback, minivan, pickup, sedan, suv, type SideShape } from "./side-shapes.ts";
import { hatchbackEnds, minivanEnds, pickupEnds, sedanEnds, suvEnds, type EndShape } from "./end-shapes.ts";
import type { LotCar } from "./lot-car.ts";

/** How the front of a make is drawn, without its badge: generic shapes in the make's manner. */
export type Grille = "v" | "bar" | "wide" | "hexagon" | "split";
export type Rim = "five" | "ten" | "turbine" | "steel";

/** What a drawing needs to know of a car. Length, width and height are the model's own, in millimetres. */
export interface CarLook {
  readonly stockNumber: string;
  readonly side: SideShape;
  readonly ends: EndShape;
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly paint: string;
  readonly grille: Grille;
  readonly rim: Rim;
}

interface Body {
  readonly side: SideShape;
  readonly ends: EndShape;
}

const bodies: Readonly<Partial<Record<LotCar["bodyStyle"], Body>>> = {
  sedan: { side: sedan, ends: sedanEnds },
  hatchback: { side: hatchback, ends: hatchbackEnds },
  suv: { side: suv, ends: suvEnds },
  pickup: { side: pickup, ends: pickupEnds },
  minivan: { side: minivan, ends: minivanEnds },
};

const paints: Readonly<Record<string, string>> = {
  Blanco: "#e9ebec",
  "Blanco Perla": "#efece4",
  Plata: "#b4babf",
  "Gris Oxford": "#50575d",
  "Gris Platino": "#858d94",
  Negro: "#1e2124",
  Rojo: "#a91f25",
  Azul: "#1f5cab",
  "Azul Marino": "#1f3159",
  Vino: "#641a2a",
  Naranja: "#dc641c",
  Arena: "#b3a283",
  "Verde Olivo": "#5d6446",
  Amarillo: "#e4b61e",
};

const grilles: Readonly<Record<string, Grille>> = {
  Nissan: "v",
  Chevrolet: "split",
  Volkswagen: "bar",
  Toyota: "wide",
  Kia: "bar",
  Mazda: "hexagon",
  Honda: "bar",
  Hyundai: "hexagon",
  Ford: "wide",
  Renault: "split",
  SEAT: "hexagon",
  Suzuki: "wide",
  MG: "wide",
};

const models: Readonly<Record<string, readonly [length: number, width: number, height: number, rim: Rim]>> = {
  Versa: [4495, 1740, 1475, "five"],
  March: [3825, 1665, 1530, "ten"],
  NP300: [5264, 1850, 1780, "steel"],
  Sentra: [4640, 1815, 1450, "five"],
  Aveo: [4400, 1735, 1515, "ten"],
  Beat: [3640, 1595, 1545, "steel"],
  Onix: [4474, 1730, 1471, "turbine"],
  Jetta: [4700, 1800, 1460, "five"],
  Virtus: [4482, 1752, 1487, "ten"],
  Hilux: [5325, 1855, 1815, "five"],
  Corolla: [4630, 1780, 1435, "turbine"],
  Avanza: [4395, 1730, 1690, "ten"],
  Rio: [4065, 1725, 1450, "five"],
  Sportage: [4485, 1855, 1645, "turbine"],
  "3": [4660, 1797, 1440, "turbine"],
  "CX-5": [4575, 1845, 1680, "ten"],
  "CR-V": [4625, 1855, 1690, "turbine"],
  City: [4440, 1695, 1480, "five"],
  Creta: [4300, 1790, 1635, "turbine"],
  Ranger: [5362, 1860, 1815, "ten"],
  Duster: [4341, 1804, 1690, "five"],
  Ibiza: [4060, 1780, 1445, "turbine"],
  Swift: [3845, 1735, 1500, "turbine"],
  MG5: [4675, 1842, 1480, "ten"],
};

/** Throws a defect for a car that cannot be drawn: a test draws the whole lot. */
export function lookOf(car: LotCar): CarLook {
  const body = bodies[car.bodyStyle];
  const paint = paints[car.exteriorColor];
  const grille = grilles[car.make];
  const model = models[car.model];
  if (!body || !paint || !grille || !model) throw new Error(`No look for ${car.make} ${car.model}`);
  const [length, width, height, rim] = model;
  return { stockNumber: car.stockNumber, ...body, length, width, height, paint, grille, rim };
}
