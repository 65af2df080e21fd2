import { expect, test } from "vitest";
import { kinds } from "../model/kinds.ts";
import { mayChange, maySee, roles, seesAsMuch, visibleCollections, visibleKinds } from "./rights.ts";

test("what a car cost is for the owner and managers, and so is everything that would tell it", () => {
  for (const kind of ["vehicle-cost", "cost-change", "cost-overlap"])
    expect(roles.filter((role) => maySee(role, kind))).toEqual(["owner", "manager"]);
  expect(visibleCollections("sales").has("deals")).toBe(false);
  expect(visibleCollections("manager").has("deals")).toBe(true);
});

test("who may change a kind may see it", () => {
  for (const kind of [...Object.keys(kinds), "of-a-newer-desk"])
    for (const role of roles) if (mayChange(role, kind)) expect(maySee(role, kind)).toBe(true);
});

test("a viewer changes nothing but the name of its own desk", () => {
  expect(Object.keys(kinds).filter((kind) => mayChange("viewer", kind))).toEqual(["desk"]);
});

test("a photographer works on photos and sees their cars", () => {
  expect([mayChange("photographer", "photo"), mayChange("photographer", "vehicle")]).toEqual([true, false]);
  expect(maySee("photographer", "vehicle")).toBe(true);
});

test("a kind of a newer desk may be money", () => {
  expect(roles.filter((role) => maySee(role, "of-a-newer-desk"))).toEqual(["owner", "manager"]);
  expect(roles.filter((role) => visibleKinds(role) === null)).toEqual(["owner", "manager"]);
  expect(visibleKinds("viewer")).not.toContain("vehicle-cost");
});

test("a role that sees less is told from one that sees as much", () => {
  expect([seesAsMuch("sales", "manager"), seesAsMuch("manager", "sales")]).toEqual([false, true]);
});
