import { randomBytes } from "node:crypto";

/** What permissions a page could ask a browser for that the window has no use for. */
const withheld = [
  "camera",
  "display-capture",
  "geolocation",
  "hid",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
];

/** What goes with everything that the window loads. */
export const documentHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentPolicy("'self'"),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": withheld.map((name) => `${name}=()`).join(", "),
};

/** Stands in `renderer/index.html` where the nonce goes. */
const nonceMark = "__csp-nonce__";

/**
 * The window's page, as it is served this once. Mantine writes style sheets into the page: those that carry the page's own
 * nonce are taken, and any other is refused.
 */
export function servedPage(html: string): { html: string; headers: Readonly<Record<string, string>> } {
  const nonce = randomBytes(18).toString("base64");
  return {
    html: html.replaceAll(nonceMark, nonce),
    headers: {
      ...documentHeaders,
      "content-security-policy": contentPolicy(`'self' 'nonce-${nonce}'`),
      "cache-control": "no-store",
    },
  };
}

/** What a document of the window may do. With Trusted Types no text becomes a script. */
function contentPolicy(styles: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}
