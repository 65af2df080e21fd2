import { expect, test } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { readable, refusedRows } from "./held-rows.ts";

const id = "0192f0c4-0000-7000-8000-000000000001";
const car = created("vehicle", id, { make: "Nissan" });

test("of a page, what cannot be read is taken out and named, and the rest is kept", () => {
  const page = [car, { ...car, id: "not an id" }, null, { ...car, data: "text" }, { ...car, order: "1" }];
  const { sound, unreadable } = readable("vehicles", page);
  expect(sound).toEqual([car]);
  expect(unreadable.map(({ reason, detail }) => [reason, detail])).toEqual([
    ["unreadable", "id"],
    ["unreadable", ""],
    ["unreadable", "data"],
    ["unreadable", "order"],
  ]);
});

test("a refused row is held as it was pushed, also one that is nothing like a document", () => {
  const request = {
    collection: "vehicles" as const,
    rows: [
      { document: car, assumed: null },
      { document: 7, assumed: null },
    ],
  };
  const rejected = [
    { id, reason: "notAllowed" as const, detail: "" },
    { id: "", reason: "malformed" as const, detail: "id" },
  ];
  expect(refusedRows(request, { conflicts: [], rejected })).toEqual([
    { collection: "vehicles", document: car, reason: "notAllowed", detail: "" },
    { collection: "vehicles", document: { id: "" }, reason: "malformed", detail: "id" },
  ]);
});
