import { afterEach, expect, test } from "vitest";
import { forgetSetUp, rememberedSetUp, rememberSetUp, sampleDealership } from "./first-set-up.ts";

afterEach(() => localStorage.clear());

test("the first run's answer is there after a crash, until it is written", () => {
  const setUp = { start: "empty", dealership: sampleDealership("Autos del Valle") } as const;
  rememberSetUp(localStorage, setUp);
  expect(rememberedSetUp(localStorage)).toEqual(setUp);
  forgetSetUp(localStorage);
  expect(rememberedSetUp(localStorage)).toBeNull();
});

test.each(["", "{", "null", '{"start":"sample"}', '{"start":"joined","dealership":null}'])(
  "%j is no answer",
  (stored) => {
    localStorage.setItem("firstSetUp", stored);
    expect(rememberedSetUp(localStorage)).toBeNull();
  },
);
