import { expect, test } from "vitest";
import type { LibraryPhoto } from "#renderer/replica/library.ts";
import { queuedByCar } from "./queued-photos.ts";

const photo = (originalSha256: string, vehicleId: string) =>
  ({ id: originalSha256, originalSha256, vehicleId }) as LibraryPhoto;
const waiting = (original: string, sending = false) => ({ original, files: 4, sent: 1, sending });

test("photos that wait are told by car, those under way first, and those of no car by themselves", () => {
  const photos = [photo("a", "versa"), photo("b", "versa"), photo("c", "leon"), photo("z", "other")];
  const cars = queuedByCar([waiting("a"), waiting("c"), waiting("b", true), waiting("x")], photos);
  expect(
    cars.map(({ vehicleId, photos: own }) => [vehicleId, own.map(({ waiting: one }) => one.original)]),
  ).toEqual([
    ["versa", ["b", "a"]],
    ["leon", ["c"]],
    [null, ["x"]],
  ]);
});
