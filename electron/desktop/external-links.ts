/** Opens a page in the person's own browser; whether it did. */
export type OpenLink = (address: string) => Promise<boolean>;

interface LinkRules {
  /** Names of hosts whose pages may be opened, by https. */
  readonly hosts: readonly string[];
  /** What may be opened besides. */
  readonly isAllowed?: (address: URL) => boolean;
}

/**
 * The only way out to the browser. Everything that is not allowed stays closed, of whatever scheme, because the system
 * would run it: `open` is Electron's `shell.openExternal`.
 */
export function linkOpener(
  open: (address: string) => Promise<void>,
  { hosts, isAllowed = () => false }: LinkRules,
): OpenLink {
  return async (text) => {
    const address = URL.parse(text);
    if (!address || !(isPageOf(address, hosts) || isAllowed(address))) return false;
    await open(address.href);
    return true;
  };
}

function isPageOf({ protocol, hostname, port, username, password }: URL, hosts: readonly string[]): boolean {
  return protocol === "https:" && port === "" && username + password === "" && hosts.includes(hostname);
}
