import type { Licensed } from "./policy.ts";

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly license?: string }>>;
}

const folder = "node_modules/";

/** Everything that `npm ci` installs, on whatever system. */
export function lockedPackages({ packages }: Lockfile): Licensed[] {
  return Object.entries(packages)
    .filter(([path]) => path.includes(folder))
    .map(([path, { version = "", license }]) => ({
      name: path.slice(path.lastIndexOf(folder) + folder.length),
      version,
      licence: license,
    }));
}
