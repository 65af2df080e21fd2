import * as fc from "fast-check";
import { expect, test } from "vitest";
import { photoFile } from "#tests/support/photo-file.ts";
import type { ImportLine, Queued } from "./import-journal.ts";
import {
  apply,
  changeBy,
  changeByRestart,
  isOpen,
  isSettled,
  isToSecure,
  type OwnStanding,
  standingOf,
  viewOf,
} from "./import-standing.ts";

const id = (number: number) => `019a0000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
const photoIds = [10, 11, 12, 13].map(id);
const [first = "", second = "", third = "", fourth = ""] = photoIds;
const car = id(2);
const photo = photoFile("a");
const { sha256, name, bytes } = photo.original;

function queued(vehicleId: string | null, secondPlace: string | null = null): Queued {
  const items = photoIds.map((photoId) => ({
    photoId,
    path: `/card/${photoId}`,
    folder: "",
    companion: null,
  }));
  const startedAt = "2026-11-21T09:00:00.000Z";
  return { version: 2, importId: id(1), vehicleId, source: "card", startedAt, secondPlace, items };
}

const copied = (photoId: string): ImportLine => ({
  type: "copied",
  photoId,
  original: { sha256, name, bytes, format: "jpeg" },
  companion: null,
});
const done = (photoId: string): ImportLine => ({ type: "done", photoId, file: photo, codes: [] });
const failed = (photoId: string): ImportLine => ({ type: "failed", photoId, failure: "missing" });
const placed = (photoId: string, vehicleId: string | null): ImportLine => ({
  type: "placed",
  placements: [{ photoId, vehicleId }],
});

function standing(head: Queued, ...lines: ImportLine[]): OwnStanding {
  const folded = standingOf(head);
  for (const line of lines) apply(folded, changeBy(folded, line));
  return folded;
}

const states = (folded: OwnStanding) => viewOf(folded).items.map(({ state }) => state);
const safeties = (folded: OwnStanding) => viewOf(folded).items.map(({ safety }) => safety);

test("what was copied is safe at once, or once it is at the second place where there is one", () => {
  expect(safeties(standing(queued(car), copied(first)))).toEqual(["safe", "pending", "pending", "pending"]);
  const two = standing(
    queued(car, "/disk"),
    ...[first, second, third].map(copied),
    { type: "secured", photoId: second, safety: "safe" },
    { type: "secured", photoId: third, safety: "storeOnly" },
  );
  expect(safeties(two)).toEqual(["pending", "safe", "storeOnly", "pending"]);
});

test("an import is not over while something is still on its way to the second place", () => {
  const folded = standing(
    queued(car, "/disk"),
    ...photoIds.flatMap((photoId) => [copied(photoId), done(photoId)]),
  );
  expect(folded.unfinished).toBe(4);
  for (const photoId of photoIds)
    apply(folded, changeBy(folded, { type: "secured", photoId, safety: "storeOnly" }));
  expect(folded.unfinished).toBe(0);
});

test("confirming files what has a car and gives up the rest, also what is still in work", () => {
  const folded = standing(
    queued(null),
    done(first),
    done(second),
    placed(first, car),
    placed(third, car),
    { type: "confirmed" },
    done(fourth),
    placed(second, car),
  );
  expect(folded.confirmed).toBe(true);
  expect(states(folded)).toEqual(["done", "cancelled", "waiting", "cancelled"]);
  expect(viewOf(folded).items.map(({ vehicleId }) => vehicleId)).toEqual([car, null, car, null]);
});

test("a review that is given up is over at once; photos that are on their way to a car are not", () => {
  const review = standing(queued(null), ...photoIds.map(done), { type: "discarded" });
  expect(isSettled(review)).toBe(true);
  const filing = standing(queued(car), ...photoIds.map(done), { type: "discarded" });
  expect(isSettled(filing)).toBe(false);
  apply(filing, changeBy(filing, { type: "acknowledged", photoIds }));
  expect(isSettled(filing)).toBe(true);
});

test("a finished review stays until somebody has decided about it", () => {
  const folded = standing(queued(null), ...photoIds.map(done));
  apply(folded, { state: "finished" });
  expect(isSettled(folded)).toBe(false);
});

test("a resume does again what failed for a passing reason and what only the second place lacks", () => {
  const folded = standing(
    queued(car, "/disk"),
    ...photoIds.map(copied),
    done(first),
    { type: "secured", photoId: first, safety: "storeOnly" },
    failed(second),
    { type: "failed", photoId: third, failure: "broken" },
    { type: "resumed" },
  );
  expect(states(folded)).toEqual(["done", "waiting", "failed", "waiting"]);
  expect(safeties(folded)[0]).toBe("pending");
});

const anyLine: fc.Arbitrary<ImportLine> = fc.oneof(
  ...[copied, done, failed].map((line) => fc.constantFrom(...photoIds).map(line)),
  fc.constantFrom(...photoIds).map((photoId) => placed(photoId, car)),
  fc
    .tuple(fc.constantFrom(...photoIds), fc.constantFrom("safe" as const, "storeOnly" as const))
    .map(([photoId, safety]) => ({ type: "secured" as const, photoId, safety })),
  fc.constantFrom(...photoIds).map((photoId) => ({ type: "acknowledged" as const, photoIds: [photoId] })),
  fc.constantFrom<ImportLine>(
    { type: "confirmed" },
    { type: "cancelled" },
    { type: "resumed" },
    { type: "discarded" },
  ),
);
const anyHead = fc.constantFrom(queued(null), queued(car), queued(null, "/disk"), queued(car, "/disk"));

test("whatever happens, the running counts are those of the items, and nothing brings back what was given up", () => {
  fc.assert(
    fc.property(anyHead, fc.array(anyLine, { maxLength: 30 }), (head, lines) => {
      const folded = standingOf(head);
      for (const line of lines) {
        const before = states(folded);
        apply(folded, changeBy(folded, line));
        for (const [index, state] of states(folded).entries())
          if (before[index] === "cancelled") expect(state).toBe("cancelled");
      }
      const items = [...folded.items.values()];
      const isUnfinished = items.filter((item) => isOpen(item) || isToSecure(folded, item));
      const isUnsettled = items.filter(
        ({ state, photoId }) =>
          state !== "cancelled" && !(state === "done" && folded.acknowledged.has(photoId)),
      );
      expect([folded.unfinished, folded.unsettled]).toEqual([isUnfinished.length, isUnsettled.length]);
    }),
  );
});

test("a restart finds the same as the run before it, but for what was running", () => {
  fc.assert(
    fc.property(anyHead, fc.array(anyLine, { maxLength: 30 }), (head, lines) => {
      const live = standing(head, ...lines);
      const restarted = standing(head, ...lines);
      apply(restarted, changeByRestart(restarted));
      expect(viewOf(restarted).items).toEqual(viewOf(live).items);
      expect(restarted.state).not.toBe("running");
    }),
  );
});
