import { describe, expect, it } from "vitest";
import { saidFields } from "./said-fields.ts";

const [a, b] = ["0192f0c0-0000-7000-8000-000000000001", "0192f0c0-0000-7000-8000-000000000002"];

describe("what a line says", () => {
  it("is each field of the car with its values, without what the act says already", () => {
    const changes = [
      { field: "price", from: null, to: { amount: 1, currency: "MXN" } },
      { field: "soldOn", from: null, to: "2026-03-01" },
    ];
    expect(saidFields({ changes })).toMatchObject([{ path: "price", from: null, count: null }]);
  });

  it("is how many photos an older line counted", () => {
    expect(saidFields({ changes: [{ field: "caption", from: null, to: 12 }] })).toMatchObject([
      { path: "caption", count: 12, photoIds: [] },
    ]);
  });

  it("is of one photo its values, and of several which they were", () => {
    const caption = (photoId: string) => ({ field: "caption", from: "", to: "Dent", photoId });
    const count = { field: "caption", from: null, to: 2 };
    expect(saidFields({ changes: [{ ...count, to: 1 }, caption(a)] })).toEqual([
      { path: "caption", from: "", to: "Dent", photoIds: [a], count: null },
    ]);
    expect(saidFields({ changes: [count, caption(a), caption(b)] })).toEqual([
      { path: "caption", from: null, to: null, photoIds: [a, b], count: 2 },
    ]);
  });

  it("calls a move a move, and a new order an order", () => {
    const moved = [
      { field: "vehicleId", from: a, to: b, photoId: a },
      { field: "sequence", from: "a0", to: "a1", photoId: a },
    ];
    expect(saidFields({ changes: moved }).map(({ path }) => path)).toEqual(["photosMoved"]);
    expect(saidFields({ changes: moved.slice(1) }).map(({ path }) => path)).toEqual(["photoOrder"]);
  });
});
