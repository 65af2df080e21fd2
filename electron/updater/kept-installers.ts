import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { extname, join, parse } from "node:path";
import semver from "semver";

/** Installers of the newest versions of this desk, so that there is a way back from one that does not start. */
export interface KeptInstallers {
  /** Done at the last moment before an app ends, and so without a promise; throws where the disk does. */
  keep(version: string, file: string): void;
  /** Null where this version's was never here. */
  find(version: string): string | null;
}

const keptVersions = 2;

export function keptInstallers(folder: string): KeptInstallers {
  return {
    keep(version, file) {
      if (!existsSync(file)) return;
      mkdirSync(folder, { recursive: true });
      const place = join(folder, `Autosell-${version}${extname(file)}`);
      rmSync(place, { force: true });
      linkOrCopy(file, place);
      prune(folder);
    },
    find: (version) => installersIn(folder).find((one) => one.version === version)?.path ?? null,
  };
}

/** A second name costs no room, and stays when the first is replaced. */
function linkOrCopy(file: string, place: string): void {
  try {
    linkSync(file, place);
  } catch {
    copyFileSync(file, place);
  }
}

function prune(folder: string): void {
  for (const { path } of installersIn(folder).slice(keptVersions)) rmSync(path, { force: true });
}

/** Newest first. */
function installersIn(folder: string): { version: string; path: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => ({
      version: semver.valid(parse(name).name.replace(/^Autosell-/, "")),
      path: join(folder, name),
    }))
    .filter((one): one is { version: string; path: string } => one.version !== null)
    .sort((a, b) => semver.rcompare(a.version, b.version));
}
