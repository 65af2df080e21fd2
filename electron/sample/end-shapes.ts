/** A body style seen from its ends: half measures and heights in millimetres of a typical car of its kind. */
export interface EndShape {
  readonly half: number;
  readonly height: number;
  /** Half the width of the roof. */
  readonly roof: number;
  /** Height of the lower edge of the windows. */
  readonly belt: number;
  /** Height of the bonnet's leading edge. */
  readonly nose: number;
  /** Height of the bumper's lower edge. */
  readonly sill: number;
  readonly tyre: number;
  /** Lower edge of the rear window, and of the tailgate or boot lid. */
  readonly rearGlass: number;
  readonly rearLid: number;
  readonly cladding: boolean;
  /** How the tail lights sit: across, in a corner, or upright. */
  readonly lights: "wide" | "corner" | "upright";
}

export const sedanEnds: EndShape = {
  half: 880,
  height: 1470,
  roof: 530,
  belt: 1010,
  nose: 800,
  sill: 180,
  tyre: 205,
  rearGlass: 1085,
  rearLid: 470,
  cladding: false,
  lights: "wide",
};

export const hatchbackEnds: EndShape = {
  ...sedanEnds,
  half: 850,
  height: 1510,
  roof: 560,
  belt: 1040,
  nose: 830,
  rearGlass: 1030,
  rearLid: 420,
  lights: "corner",
};

export const suvEnds: EndShape = {
  half: 920,
  height: 1680,
  roof: 620,
  belt: 1160,
  nose: 975,
  sill: 245,
  tyre: 235,
  rearGlass: 1150,
  rearLid: 560,
  cladding: true,
  lights: "wide",
};

export const pickupEnds: EndShape = {
  half: 930,
  height: 1800,
  roof: 610,
  belt: 1230,
  nose: 1070,
  sill: 290,
  tyre: 265,
  rearGlass: 1260,
  rearLid: 690,
  cladding: true,
  lights: "upright",
};

export const minivanEnds: EndShape = {
  half: 865,
  height: 1700,
  roof: 610,
  belt: 1160,
  nose: 935,
  sill: 205,
  tyre: 195,
  rearGlass: 1110,
  rearLid: 450,
  cladding: false,
  lights: "upright",
};
