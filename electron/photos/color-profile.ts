import type { CodedColors } from "./heif-header.ts";

/** What the numbers of pixels mean where no ICC profile says it. */
export type NamedColors = CodedColors | "adobeRgb";

type Triple = readonly [number, number, number];

/** Red, green and blue in the XYZ of ICC profiles, which is that of the light D50. */
interface Primaries {
  readonly red: Triple;
  readonly green: Triple;
  readonly blue: Triple;
}

const adobeRgb: Primaries = {
  red: [0.60974, 0.31111, 0.01947],
  green: [0.20528, 0.62567, 0.06087],
  blue: [0.14919, 0.06322, 0.74457],
};
const displayP3: Primaries = {
  red: [0.51512, 0.2412, -0.00105],
  green: [0.29198, 0.69225, 0.04189],
  blue: [0.1571, 0.06657, 0.78407],
};
const rec709: Primaries = {
  red: [0.43607, 0.22249, 0.01392],
  green: [0.38515, 0.71687, 0.09708],
  blue: [0.14307, 0.06061, 0.7141],
};
const rec2020: Primaries = {
  red: [0.67348, 0.27904, -0.00194],
  green: [0.16566, 0.67534, 0.02998],
  blue: [0.12505, 0.04561, 0.79686],
};

/** By their numbers in ITU-T H.273; the others are near enough to those of sRGB. */
const primariesByCode: Readonly<Record<number, Primaries>> = { 9: rec2020, 11: displayP3, 12: displayP3 };

type Curve = { readonly gamma: number } | { readonly samples: (signal: number) => number };

/** Of bright highlights no more is kept than a screen without HDR shows: paper white, 203 candela a square metre, is white. */
const curvesByCode: Readonly<Record<number, Curve>> = {
  4: { gamma: 2.2 },
  5: { gamma: 2.8 },
  8: { gamma: 1 },
  16: { samples: (signal) => perceptualQuantizer(signal) * (10_000 / 203) },
  18: { samples: (signal) => (hybridLogGamma(signal) / hybridLogGamma(0.75)) ** 1.2 },
};

/** An ICC profile for pixels that came without one; null where they are sRGB anyway. */
export function profileOf(colors: NamedColors): Buffer | null {
  if (colors === "adobeRgb") return matrixProfile(adobeRgb, gammaCurve(563 / 256));
  const primaries = primariesByCode[colors.primaries];
  const curve = curvesByCode[colors.transfer];
  if (!primaries && !curve) return null;
  return matrixProfile(primaries ?? rec709, curve ? curveTag(curve) : standardCurve());
}

function matrixProfile({ red, green, blue }: Primaries, curve: Buffer): Buffer {
  const tags: readonly (readonly [signature: string, data: Buffer])[] = [
    ["wtpt", xyz([0.9642, 1, 0.82491])],
    ["rXYZ", xyz(red)],
    ["gXYZ", xyz(green)],
    ["bXYZ", xyz(blue)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  let at = 128 + table.length;
  tags.forEach(([signature, data], index) => {
    table.write(signature, 4 + index * 12, "latin1");
    table.writeUInt32BE(at, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
    at += data.length;
  });
  return Buffer.concat([profileHeader(at), table, ...tags.map(([, data]) => data)]);
}

function profileHeader(size: number): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(0x04_30_00_00, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  header.write("acsp", 36, "latin1");
  xyz([0.9642, 1, 0.82491]).copy(header, 68, 8);
  return header;
}

function xyz(values: Triple): Buffer {
  const tag = Buffer.alloc(20);
  tag.write("XYZ ", "latin1");
  values.forEach((value, index) => tag.writeInt32BE(fixed(value), 8 + index * 4));
  return tag;
}

const fixed = (value: number) => Math.round(value * 65_536);

function curveTag(curve: Curve): Buffer {
  return "gamma" in curve ? gammaCurve(curve.gamma) : sampledCurve(curve.samples);
}

function gammaCurve(gamma: number): Buffer {
  return parametricCurve(0, [gamma]);
}

/** That of sRGB, which Display P3 shares. */
function standardCurve(): Buffer {
  return parametricCurve(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
}

function parametricCurve(kind: number, values: readonly number[]): Buffer {
  const tag = Buffer.alloc(12 + values.length * 4);
  tag.write("para", "latin1");
  tag.writeUInt16BE(kind, 8);
  values.forEach((value, index) => tag.writeInt32BE(fixed(value), 12 + index * 4));
  return tag;
}

const curveSamples = 1024;

function sampledCurve(light: (signal: number) => number): Buffer {
  const tag = Buffer.alloc(12 + curveSamples * 2);
  tag.write("curv", "latin1");
  tag.writeUInt32BE(curveSamples, 8);
  for (let index = 0; index < curveSamples; index++) {
    const value = Math.min(1, Math.max(0, light(index / (curveSamples - 1))));
    tag.writeUInt16BE(Math.round(value * 65_535), 12 + index * 2);
  }
  return tag;
}

/** SMPTE ST 2084: from the signal to light, 1 being 10,000 candela a square metre. */
function perceptualQuantizer(signal: number): number {
  const root = signal ** (32 / 2523);
  return (Math.max(0, root - 107 / 128) / (2413 / 128 - (2392 / 128) * root)) ** (8192 / 1305);
}

/** ITU-R BT.2100: from the signal to the light of the scene, 0 to 1. */
function hybridLogGamma(signal: number): number {
  if (signal <= 0.5) return signal ** 2 / 3;
  return (Math.exp((signal - 0.559_910_73) / 0.178_832_77) + 0.284_668_92) / 12;
}
