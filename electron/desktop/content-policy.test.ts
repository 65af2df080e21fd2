import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { documentHeaders, servedPage } from "./content-policy.ts";

const page = '<meta property="csp-nonce" nonce="__csp-nonce__" />';

/** A policy's directives by name. */
function directives(headers: Readonly<Record<string, string>>): Record<string, string> {
  const policy = headers["content-security-policy"] ?? "";
  return Object.fromEntries(policy.split("; ").map((line) => [line.split(" ")[0] ?? "", line]));
}

test("nothing but the window's own scripts, styles, fonts and pictures is loaded, and nothing unsafe is", () => {
  for (const headers of [documentHeaders, servedPage(page).headers]) {
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(directives(headers)).toMatchObject({
      "default-src": "default-src 'none'",
      "script-src": "script-src 'self'",
      "connect-src": "connect-src 'self'",
      "base-uri": "base-uri 'none'",
      "form-action": "form-action 'none'",
      "frame-ancestors": "frame-ancestors 'none'",
      "require-trusted-types-for": "require-trusted-types-for 'script'",
    });
  }
  expect(directives(documentHeaders)["style-src"]).toBe("style-src 'self'");
});

test("each page has a nonce of its own, which its policy names and nothing keeps", () => {
  const [first, second] = [servedPage(page), servedPage(page)];
  const nonce = /nonce="([A-Za-z0-9+/=]{24})"/.exec(first.html)?.[1] ?? "none";
  expect(directives(first.headers)["style-src"]).toBe(`style-src 'self' 'nonce-${nonce}'`);
  expect(second.html).not.toContain(nonce);
  expect(first.headers["cache-control"]).toBe("no-store");
});

test("the window's page says where its nonce goes", async () => {
  const html = await readFile(new URL("../../renderer/index.html", import.meta.url), "utf8");
  expect(servedPage(html).html).not.toBe(html);
});

test("a page in a browser may ask for no camera, place or device either", () => {
  expect(documentHeaders["permissions-policy"]).toMatch(/camera=\(\).*geolocation=\(\).*usb=\(\)/);
});
