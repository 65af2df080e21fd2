/**
 * A custom scheme's host is an https origin inside Chromium (`app://bundle` is `https://bundle.app.standin.test`), so that
 * what "standard" and "secure" mean (CSP, IndexedDB, fetch, origins) is Chromium's own and not an imitation.
 */
const suffix = "standin.test";
const privileged = new Set<string>();

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

interface CustomScheme {
  readonly scheme: string;
  readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean };
}

export function privilege(schemes: readonly CustomScheme[]): void {
  for (const { scheme, privileges } of schemes) {
    if (!privileges?.standard || !privileges.secure)
      throw new Error(`electron stand-in: the scheme ${scheme} is emulated only as standard and secure`);
    privileged.add(scheme);
  }
}

export function isPrivileged(scheme: string): boolean {
  return privileged.has(scheme);
}

/** `app://bundle/x` as Chromium is told of it. */
export function chromiumUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/]*)/, (whole, scheme: string, host: string) =>
    privileged.has(scheme) ? `https://${host}.${scheme}.${suffix}` : whole,
  );
}

/** What main is told of a URL of Chromium's. */
export function electronUrl(url: string): string {
  return url.replace(/^https:\/\/([^/]*)\.([a-z][a-z0-9+-]*)\.standin\.test/, "$2://$1");
}
