import type { ProviderPlatform } from "electron-updater/out/providers/Provider.js";

/** What installed this app, and so what can bring it a new version. */
export type InstallationKind = "nsis" | "appImage" | "deb" | "mac";

/** A copy of the app that can update itself, and what its host does for that. */
export interface Installation {
  readonly kind: InstallationKind;
  /** Where electron-builder put `app-update.yml`. */
  readonly resourcesFolder: string;
  /** The system's folder for what can be fetched again; NSIS keeps the present installer below it. */
  readonly cacheFolder: string;
  /** The AppImage that is running; null for every other kind. */
  readonly appImage: string | null;
  /** The proxy by which this computer reaches an address; null for the direct way. */
  proxyFor(url: string): Promise<string | null>;
  /** Closes the app as its user would. */
  quit(): void;
}

interface KindFacts {
  readonly platform: ProviderPlatform;
  readonly fileExtension: string;
  /** Whether a quit may install by itself; where the system asks for a password, only the user may begin it. */
  readonly onQuit: boolean;
}

export const factsByKind: Readonly<Record<InstallationKind, KindFacts>> = {
  nsis: { platform: "win32", fileExtension: "exe", onQuit: true },
  appImage: { platform: "linux", fileExtension: "AppImage", onQuit: true },
  deb: { platform: "linux", fileExtension: "deb", onQuit: false },
  mac: { platform: "darwin", fileExtension: "zip", onQuit: true },
};

/** Null where the app cannot update itself: run from source, unpacked by hand, or brought by another package system. */
export function installationKind(facts: {
  readonly isPackaged: boolean;
  readonly platform: string;
  readonly appImage: string | null;
  /** What electron-builder wrote into `resources/package-type`. */
  readonly packageType: string | null;
}): InstallationKind | null {
  if (!facts.isPackaged) return null;
  if (facts.platform === "win32") return "nsis";
  if (facts.platform === "darwin") return "mac";
  if (facts.appImage !== null) return "appImage";
  return facts.packageType === "deb" ? "deb" : null;
}
