import { beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { createKeptMoment } from "./kept-moment.ts";
import { createShellStore } from "./shell-state.tsx";

const Offset = z.object({ top: z.number() });

beforeEach(() => sessionStorage.clear());

test("what was kept is told to the page that comes after, and once", () => {
  createKeptMoment(sessionStorage).keep("list", { top: 120 });
  const next = createKeptMoment(sessionStorage);
  expect(next.take("list", Offset)).toEqual({ top: 120 });
  expect(next.take("list", Offset)).toBeNull();
});

test("what this page has kept itself is nothing to come back to", () => {
  const moment = createKeptMoment(sessionStorage);
  moment.keep("list", { top: 120 });
  expect(moment.take("list", Offset)).toBeNull();
});

test("what is of another shape, or forgotten, was not kept", () => {
  createKeptMoment(sessionStorage).keep("list", { left: 1 });
  expect(createKeptMoment(sessionStorage).take("list", Offset)).toBeNull();
  createKeptMoment(sessionStorage).keep("list", null);
  expect(createKeptMoment(sessionStorage).take("list", Offset)).toBeNull();
});

test("a window that crashed opens at the same place, search and car", () => {
  const before = createShellStore(createKeptMoment(sessionStorage));
  before.getState().search("versa");
  before.getState().select("11111111-1111-4111-8111-111111111111");

  const after = createShellStore(createKeptMoment(sessionStorage)).getState();
  expect(after).toMatchObject({
    place: "inventory",
    searchText: "versa",
    request: { type: "openCar", vehicleId: "11111111-1111-4111-8111-111111111111" },
  });
});

test("a photo that was looked at large is looked at again, and a list of all photos stays one", () => {
  const before = createShellStore(createKeptMoment(sessionStorage));
  const stage = { type: "viewer", vehicleId: "v", photoId: "p" } as const;
  before.getState().go("photos");
  before.getState().show(stage);
  const after = createShellStore(createKeptMoment(sessionStorage)).getState();
  expect(after).toMatchObject({ place: "photos", stage, request: null });
});
