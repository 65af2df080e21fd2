import type { Exif } from "sharp";
import { randomOf } from "./random.ts";
import { dayBefore } from "./sample-lot.ts";

const cameras = [
  ["samsung", "SM-A546E", "26/10"],
  ["samsung", "SM-S911B", "54/10"],
  ["OLYMPUS CORPORATION", "TG-6", "45/10"],
] as const;

/** Middle of each lot in degrees. */
const places = { C: [20.6752, 103.3467], P: [20.7284, 103.3871] } as const;

const two = (value: number) => String(value).padStart(2, "0");

/** Degrees as the three fractions that EXIF wants. */
function fractions(degrees: number): string {
  const minutes = (degrees % 1) * 60;
  return `${Math.floor(degrees)}/1 ${Math.floor(minutes)}/1 ${Math.round((minutes % 1) * 6000)}/100`;
}

export interface Shot {
  readonly stockNumber: string;
  /** Place in the series, from 0. */
  readonly index: number;
  /** The day that the car came to the lot; it is photographed on the next one. */
  readonly acquiredOn: string;
  /** 1 where the pixels are stored upright, 6 or 8 where the camera was held on its side. */
  readonly orientation: 1 | 6 | 8;
}

/** What the camera writes into the file. */
export function exifOf({ stockNumber, index, acquiredOn, orientation }: Shot): Exif {
  const random = randomOf(`${stockNumber}/camera`);
  const [make, model, focalLength] = cameras[Math.floor(random() * cameras.length)] ?? cameras[0];
  const [latitude, longitude] = places[stockNumber.startsWith("C") ? "C" : "P"];
  const minute = Math.floor(random() * 400) + index;
  const day = dayBefore(acquiredOn, -1).replaceAll("-", ":");
  const taken = `${day} ${two(10 + Math.floor(minute / 60))}:${two(minute % 60)}:${two((index * 17 + minute) % 60)}`;
  const drift = () => (random() - 0.5) * 0.0006;
  return {
    IFD0: { Make: make, Model: model, Orientation: String(orientation), DateTime: taken },
    IFD2: {
      DateTimeOriginal: taken,
      DateTimeDigitized: taken,
      OffsetTimeOriginal: "-06:00",
      FNumber: "18/10",
      ExposureTime: "1/640",
      ISOSpeedRatings: "64",
      FocalLength: focalLength,
    },
    IFD3: {
      GPSLatitudeRef: "N",
      GPSLatitude: fractions(latitude + drift()),
      GPSLongitudeRef: "W",
      GPSLongitude: fractions(longitude + drift()),
    },
  };
}
