import { expect, test } from "vitest";
import { failureOf, PhotoRefusal, readingSource } from "./photo-refusal.ts";

const systemError = (code: string) => Object.assign(new Error(code), { code });

test.for([
  ["ENOENT", "missing"],
  ["EIO", "missing"],
  ["ENODEV", "missing"],
  ["EACCES", "noPermission"],
  ["EPERM", "noPermission"],
  ["ENAMETOOLONG", "nameTooLong"],
  ["EMFILE", "unexpected"],
] as const)("a source that answers %s is %s", ([code, kind]) => {
  const read = () =>
    readingSource(() => {
      throw systemError(code);
    });
  expect(read).toThrow(new PhotoRefusal(kind));
});

test("errors of our own disk are told from errors of the user's file", () => {
  expect(failureOf(systemError("ENOSPC"))).toBe("diskFull");
  expect(failureOf(systemError("EDQUOT"))).toBe("diskFull");
  expect(failureOf(systemError("EACCES"))).toBe("unexpected");
  expect(failureOf(new PhotoRefusal("broken"))).toBe("broken");
  expect(failureOf("anything")).toBe("unexpected");
});
