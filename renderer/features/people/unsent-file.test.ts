import { expect, test } from "vitest";
import { created } from "#shared/rules/stamping.ts";
import { unsentFile } from "./unsent-file.ts";

const [versa, mazda] = [crypto.randomUUID(), crypto.randomUUID()];
const deviceId = crypto.randomUUID();

function line(vehicleId: string, at: string, from: string, to: string) {
  const changes = [{ field: "location", from, to }];
  const data = { vehicleId, at, deviceId, deskName: "Portátil", act: "edited", changes };
  return { collection: "activity" as const, document: created("change", crypto.randomUUID(), data) };
}

test("what was never sent is told by car, its changes in their order and every document whole", () => {
  const entries = [
    line(versa!, "2026-03-02T10:00:00.000Z", "Front", "Back"),
    {
      collection: "vehicles" as const,
      document: created("vehicle", versa!, { make: "Nissan", location: "Back" }),
    },
    line(versa!, "2026-03-01T10:00:00.000Z", "", "Front"),
    {
      collection: "deals" as const,
      document: created("vehicle-cost", mazda!, { vehicleId: mazda!, lines: [] }),
    },
    {
      collection: "settings" as const,
      document: created("dealership", "dealership", { name: "Autos del Valle" }),
    },
  ];
  const names = new Map<string, string>([[versa!, "A-101 · Nissan Versa"]]);
  const text = unsentFile(entries, (id) => names.get(id) ?? null, "2026-03-03T10:00:00.000Z");
  expect(text.endsWith("\n")).toBe(true);
  expect(JSON.parse(text)).toEqual({
    savedAt: "2026-03-03T10:00:00.000Z",
    cars: [
      {
        car: "A-101 · Nissan Versa",
        vehicleId: versa,
        changes: [
          {
            at: "2026-03-01T10:00:00.000Z",
            desk: "Portátil",
            act: "edited",
            changes: [{ field: "location", from: "", to: "Front" }],
          },
          {
            at: "2026-03-02T10:00:00.000Z",
            desk: "Portátil",
            act: "edited",
            changes: [{ field: "location", from: "Front", to: "Back" }],
          },
        ],
        documents: [{ kind: "vehicle", id: versa, fields: { make: "Nissan", location: "Back" } }],
      },
      {
        car: null,
        vehicleId: mazda,
        changes: [],
        documents: [{ kind: "vehicle-cost", id: mazda, fields: { vehicleId: mazda, lines: [] } }],
      },
      {
        car: null,
        vehicleId: null,
        changes: [],
        documents: [{ kind: "dealership", id: "dealership", fields: { name: "Autos del Valle" } }],
      },
    ],
  });
});
