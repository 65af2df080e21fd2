import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, realpath, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import type { Intake } from "#shared/contract/photo-import.ts";

export interface UnusableFolder {
  readonly which: keyof Intake;
  readonly reason: "missing" | "noPermission" | "ownFolder";
}

/**
 * Why these settings cannot work; null where they can. Our own data is neither watched nor written into, and what is
 * copied to the second place must not come back in as a card.
 */
export async function unusableFolder(
  { watchedFolder, secondPlace }: Intake,
  dataFolder: string,
): Promise<UnusableFolder | null> {
  if (watchedFolder !== null) {
    const reason = (await refusalOf(watchedFolder, isReadable)) ?? (await ownIn(watchedFolder, dataFolder));
    if (reason) return { which: "watchedFolder", reason };
  }
  if (secondPlace !== null) {
    const reason = (await refusalOf(secondPlace, isWritable)) ?? (await ownIn(secondPlace, dataFolder));
    if (reason) return { which: "secondPlace", reason };
    if (watchedFolder !== null && (await real(watchedFolder)) === (await real(secondPlace)))
      return { which: "secondPlace", reason: "ownFolder" };
  }
  return null;
}

async function refusalOf(folder: string, isUsable: (folder: string) => Promise<boolean>) {
  const facts = await stat(folder).catch((error: unknown) => (isForbidden(error) ? "noPermission" : null));
  if (facts === "noPermission") return facts;
  if (!facts?.isDirectory()) return "missing";
  return (await isUsable(folder)) ? null : "noPermission";
}

function isForbidden(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM");
}

function isReadable(folder: string): Promise<boolean> {
  return access(folder, constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Asked by writing: rights alone do not tell of a card whose lock is on. */
async function isWritable(folder: string): Promise<boolean> {
  const probe = join(folder, `.${randomUUID()}.part`);
  try {
    await writeFile(probe, "", { flag: "wx" });
    await rm(probe);
    return true;
  } catch {
    return false;
  }
}

async function ownIn(folder: string, dataFolder: string): Promise<"ownFolder" | null> {
  return isWithin(await real(folder), await real(dataFolder)) ? "ownFolder" : null;
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
