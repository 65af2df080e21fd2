import { expect, test } from "vitest";
import { arrangementOf, nothingRemembered, placeOn, withPlace } from "./window-place.ts";

const laptop = {
  bounds: { x: 0, y: 0, width: 1440, height: 900 },
  workArea: { x: 0, y: 25, width: 1440, height: 875 },
  scaleFactor: 2,
};
const office = {
  bounds: { x: 1440, y: 0, width: 2560, height: 1440 },
  workArea: { x: 1440, y: 0, width: 2560, height: 1400 },
  scaleFactor: 1,
};
const onLaptop = { bounds: { x: 100, y: 80, width: 1200, height: 700 }, maximized: false };
const atOffice = { bounds: { x: 1600, y: 50, width: 1900, height: 1200 }, maximized: true };

test("an arrangement is the same in whatever order the system lists its monitors, and another at another scale", () => {
  expect(arrangementOf([laptop, office])).toBe(arrangementOf([office, laptop]));
  expect(arrangementOf([laptop])).not.toBe(arrangementOf([laptop, office]));
  expect(arrangementOf([laptop])).not.toBe(arrangementOf([{ ...laptop, scaleFactor: 1 }]));
});

test("each arrangement has its own place, which comes back with it", () => {
  const alone = withPlace(nothingRemembered, arrangementOf([laptop]), onLaptop);
  const memory = withPlace(alone, arrangementOf([laptop, office]), atOffice);
  expect(placeOn(memory, [laptop])).toEqual(onLaptop);
  expect(placeOn(memory, [office, laptop])).toEqual(atOffice);
  expect(placeOn(memory, [office])).toBeNull();
});

test("the latest place of an arrangement is the one that counts", () => {
  const first = withPlace(nothingRemembered, "desk", atOffice);
  expect(withPlace(first, "desk", onLaptop).places).toEqual([{ arrangement: "desk", place: onLaptop }]);
});

test("a window that hung over the edge is brought wholly onto the monitor that showed most of it", () => {
  const between = { bounds: { x: 1300, y: -40, width: 1500, height: 900 }, maximized: false };
  const memory = withPlace(nothingRemembered, arrangementOf([laptop, office]), between);
  expect(placeOn(memory, [laptop, office])?.bounds).toEqual({ x: 1440, y: 0, width: 1500, height: 900 });
});

test("arrangements that were not seen for long are forgotten", () => {
  let memory = nothingRemembered;
  for (let number = 0; number < 20; number++) memory = withPlace(memory, `desk ${number}`, onLaptop);
  expect(memory.places.map(({ arrangement }) => arrangement)).toContain("desk 19");
  expect(memory.places.map(({ arrangement }) => arrangement)).not.toContain("desk 0");
});
