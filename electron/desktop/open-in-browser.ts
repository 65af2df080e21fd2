/**
 * Hands a page to the system's browser, which starts programs by what an address begins with: only pages of the list
 * pass, whatever their query. Rejects for any other. `open` is Electron's `shell.openExternal`.
 */
export function browserOpener(
  open: (url: string) => Promise<void>,
  pages: readonly string[],
): (url: string) => Promise<void> {
  const known = new Set(pages.map(pageOf));
  return async (url) => {
    if (!known.has(pageOf(url))) throw new Error("That page is not one of those that may be opened");
    await open(url);
  };
}

function pageOf(url: string): string {
  const { origin, pathname, username, password } = new URL(url);
  return `${username}${password}${origin}${pathname}`;
}
