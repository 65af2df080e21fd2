import { describe, expect, it } from "vitest";
import type { Change, FieldChange } from "../model/activity.ts";
import { fieldsAt, joinedChanges, pastFields, withEarlier } from "./car-past.ts";
import { created } from "./stamping.ts";

const car = "0192f0c0-0000-7000-8000-000000000001";
const photo = "0192f0c0-0000-7000-8000-000000000002";
const device = "0192f0c0-0000-7000-8000-0000000000ff";
const hour = (at: number) => `2026-03-04T${String(at).padStart(2, "0")}:00:00.000Z`;

function line(at: number, changes: FieldChange[], act: Change["act"] = "edited", kind = "change") {
  return {
    kind,
    change: { vehicleId: car, at: hour(at), deviceId: device, deskName: "Office", act, changes },
  };
}
const trim = (from: string, to: string): FieldChange => ({ field: "trim", from, to });

describe("the single fields of a line", () => {
  it("are those of the car, of its photos and of its costs, each with its document", () => {
    const caption = { field: "caption", from: "", to: "Dent", photoId: photo };
    const lines = [
      line(9, [trim("", "LE"), { field: "caption", from: null, to: 1 }, caption]),
      line(9, [{ field: "recon.1", from: null, to: null }], "edited", "cost-change"),
    ];
    expect(lines.flatMap(pastFields).map(({ kind, id, path }) => [kind, id, path])).toEqual([
      ["vehicle", car, "trim"],
      ["photo", photo, "caption"],
      ["vehicle-cost", car, "recon.1"],
    ]);
  });

  it("are none where a line of older versions only counted, or told of costs without their values", () => {
    const counts = [
      { field: "tags", from: null, to: 3 },
      { field: "photoOrder", from: null, to: null },
      { field: "purchase", from: null, to: null },
    ];
    expect(pastFields(line(9, counts))).toEqual([]);
  });

  it("say of the bin what lines of older versions left to the act", () => {
    expect(pastFields(line(9, [], "deleted"))).toMatchObject([
      { path: "deletedAt", from: null, to: hour(9) },
    ]);
    expect(pastFields(line(9, [], "restored"))).toMatchObject([{ path: "deletedAt", to: null }]);
    const told = [{ field: "deletedAt", from: null, to: hour(8) }];
    expect(pastFields(line(9, told, "deleted"))).toMatchObject([{ from: null, to: hour(8) }]);
  });
});

describe("a moment", () => {
  const then = (lines: Parameters<typeof fieldsAt>[0], at: number) =>
    fieldsAt(lines, hour(at)).map(({ path, from }) => [path, from]);

  it("has the last value that was written until then, whatever the order of the lines", () => {
    const lines = [line(11, [trim("LE", "SE")]), line(9, [trim("", "LX")]), line(10, [trim("LX", "LE")])];
    expect(then(lines, 10)).toEqual([["trim", "LE"]]);
    expect(then(lines, 9)).toEqual([["trim", "LX"]]);
  });

  it("has what the first change since then found, where nothing was written until then", () => {
    expect(then([line(9, [trim("", "LX")]), line(10, [trim("LX", "LE")])], 8)).toEqual([["trim", ""]]);
  });

  it("leaves alone what nobody changed since", () => {
    expect(then([line(9, [trim("", "LX")])], 9)).toEqual([]);
  });

  it("does not take what another desk wrote later, in ignorance of it, for what was there", () => {
    const lines = [line(9, [trim("", "LX")]), line(11, [trim("", "SE")])];
    expect(then(lines, 10)).toEqual([["trim", "LX"]]);
  });
});

describe("an earlier value", () => {
  const document = created("vehicle-cost", car, {
    vehicleId: car,
    purchase: { amount: 5, currency: "MXN" },
    recon: {},
  });

  it("is written with a stamp of its own", () => {
    const earlier = withEarlier(document, [{ path: "purchase", from: null }], "stamp");
    expect(earlier).toMatchObject({ data: { purchase: null }, stamps: { purchase: "stamp" } });
  });

  it("that does not fit the kind is left out, and the others are written", () => {
    const line1 = { description: "Tires", cost: { amount: 1, currency: "MXN" }, doneOn: null };
    const fields = [
      { path: "purchase", from: "five" },
      { path: "recon.1", from: line1 },
    ];
    expect(withEarlier(document, fields, "stamp").data).toEqual({ ...document.data, recon: { 1: line1 } });
  });
});

describe("acts that are told as one", () => {
  it("have the first value and the last of each field, and nothing of what came back to where it was", () => {
    const first = { field: "shot", from: null, to: "front", photoId: photo };
    const next = { field: "shot", from: "front", to: "rear", photoId: photo };
    const back = { field: "shot", from: "rear", to: null, photoId: photo };
    expect(joinedChanges([first], [next])).toEqual([{ ...first, to: "rear" }]);
    expect(joinedChanges([{ ...first, to: "rear" }], [back])).toEqual([]);
    const count = (to: number) => ({ field: "shot", from: null, to });
    expect(joinedChanges([count(1)], [count(2)])).toEqual([count(2)]);
  });
});
