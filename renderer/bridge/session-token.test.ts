import { afterEach, beforeEach, expect, test } from "vitest";
import { sessionToken, takeLaunchToken } from "./session-token.ts";

const clear = () => {
  sessionStorage.clear();
  history.replaceState(null, "", location.pathname + location.search);
};
beforeEach(clear);
afterEach(clear);

/** The page as a link with this launch token opens it. */
function open(launch: string): string | null {
  history.replaceState(null, "", `#k=${launch}`);
  takeLaunchToken();
  return sessionToken();
}

test("a link is taken out of the address and becomes a token that only this page has", () => {
  takeLaunchToken();
  expect(sessionToken()).toBeNull();
  const token = open("first");
  expect(token).toMatch(/^first\.[\w-]{32,}$/);
  expect(location.hash).toBe("");
  sessionStorage.clear();
  expect(open("first")).not.toBe(token);
});

test("the page keeps its token when it loads again, also by the link that opened it; another link is another token", () => {
  const token = open("first");
  takeLaunchToken();
  expect(sessionToken()).toBe(token);
  expect(open("first")).toBe(token);
  expect(open("second")).toMatch(/^second\./);
});
