import { launchTokenKey } from "#shared/contract/browser-door.ts";

export const sessionTokenKey = "autosell.session";

/**
 * Makes the browser host's launch token, where the window was opened with one, the token of this page's session. It arrives in the
 * URL's fragment, which no server ever sees, and is taken out of the address at once. A link that is opened in the page later
 * only changes its fragment, so the page loads again.
 */
export function takeLaunchToken(): void {
  addEventListener("hashchange", () => launchToken() && location.reload());
  const launch = launchToken();
  if (!launch) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  // The link that opened this page is still its own.
  if (sessionToken()?.startsWith(`${launch}.`)) return;
  sessionStorage.setItem(sessionTokenKey, `${launch}.${crypto.randomUUID()}`);
}

/** Kept for as long as the tab lives, and copied to those that are duplicates of it. Null where there was never a link. */
export function sessionToken(): string | null {
  return sessionStorage.getItem(sessionTokenKey);
}

function launchToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(launchTokenKey);
}
