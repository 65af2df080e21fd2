import { launchTokenKey } from "#shared/contract/browser-door.ts";

const key = "autosell.launchToken";

/**
 * The browser host's launch token. It arrives in the URL's fragment, which no server ever sees; it is taken out of the
 * address at once and kept for as long as the tab lives. Null where the window was opened without one.
 */
export function launchToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get(launchTokenKey);
  if (token) {
    sessionStorage.setItem(key, token);
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return token ?? sessionStorage.getItem(key);
}
