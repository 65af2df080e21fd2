/** The nonce that the page was served with: a style sheet that is written into the page counts only where it carries it. */
export function styleNonce(page: Document): string {
  return page.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
}
