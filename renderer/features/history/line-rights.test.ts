import { expect, test } from "vitest";
import type { Change, FieldChange } from "#shared/model/activity.ts";
import { roles } from "#shared/rules/rights.ts";
import { accessOf } from "#renderer/ui/access.tsx";
import { mayGoBack, mayTakeBack } from "./line-rights.ts";

const photoId = crypto.randomUUID();
const location: FieldChange = { field: "location", from: "Front", to: "Back" };
const caption: FieldChange = { field: "caption", from: "", to: "Left side", photoId };

function lineOf(kind: string, act: Change["act"], changes: FieldChange[]) {
  const at = "2026-03-02T10:00:00.000Z";
  const vehicleId = crypto.randomUUID();
  return {
    id: crypto.randomUUID(),
    kind,
    change: { vehicleId, at, deviceId: crypto.randomUUID(), deskName: "Office", act, changes },
  };
}

const who = (may: (role: (typeof roles)[number]) => boolean) => roles.filter(may).join(" ");
const as = (role: (typeof roles)[number]) => accessOf({ role, person: null });
const takenBackBy = (...line: Parameters<typeof lineOf>) =>
  who((role) => mayTakeBack(lineOf(...line), as(role)));

test("a line is taken back by those who may change all that it changed", () => {
  expect(takenBackBy("change", "edited", [location])).toBe("owner manager sales");
  expect(takenBackBy("change", "edited", [caption])).toBe("owner manager sales photographer");
  expect(takenBackBy("change", "wentBack", [location, caption])).toBe("owner manager sales");
  expect(takenBackBy("change", "deleted", [])).toBe("owner manager sales");
  expect(takenBackBy("change", "photosAdded", [{ field: "photos", from: null, to: 3 }])).toBe(
    "owner manager sales photographer",
  );
  expect(takenBackBy("cost-change", "edited", [{ field: "purchase", from: null, to: null }])).toBe(
    "owner manager",
  );
  expect(who((role) => mayGoBack(as(role)))).toBe("owner manager sales");
});
