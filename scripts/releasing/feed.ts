import { constants, copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import * as z from "zod";
import { type InEachLanguage, notesOf } from "./changelog.ts";
import { isManifest } from "./feed-signing.ts";
import { ReleaseRefused } from "./refusal.ts";

/** What electron-builder writes of a version and electron-updater reads, as far as a feed cares. */
const Manifest = z.looseObject({
  version: z.string(),
  files: z.array(z.looseObject({ url: z.string() })).readonly(),
  stagingPercentage: z.int().optional(),
  /** In English, and all that versions know that did not look for other languages. */
  releaseNotes: z.string().optional(),
  releaseNotesByLanguage: z.object({ "es-MX": z.string() }).optional(),
});
type Manifest = z.infer<typeof Manifest>;

/**
 * Makes the folder that is put onto a web server: the manifests of what was packed, and every file that they name with its
 * block map. Several folders are several machines: what the two kinds of Mac packed becomes one manifest. What is new in the
 * version is put into each manifest, in every language, so that the signature covers it.
 */
export async function makeFeed(options: {
  readonly from: readonly string[];
  readonly to: string;
  readonly staging?: string;
  readonly changelogs: InEachLanguage;
}): Promise<string[]> {
  const { from, to, staging, changelogs } = options;
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  const manifests = new Map<string, Manifest>();
  for (const folder of from) {
    for (const name of (await readdir(folder)).filter(isManifest)) {
      const manifest = parse(name, await readFile(join(folder, name), "utf8"));
      manifests.set(name, merged(name, manifests.get(name), manifest));
      await copyFiles(folder, to, manifest);
    }
  }
  if (manifests.size === 0) throw new ReleaseRefused(`Nothing was packed for a feed in ${from.join(", ")}`);
  for (const [name, manifest] of manifests)
    await writeFile(join(to, name), format({ ...manifest, ...newsOf(manifest.version, changelogs) }));
  if (staging !== undefined) await stageFeed(to, staging);
  return [...manifests.keys()].sort();
}

/** Offers what is in a feed to so many desks of a hundred. The manifests have to be signed afterwards. */
export async function stageFeed(folder: string, staging: string): Promise<void> {
  const stagingPercentage = Number(staging);
  if (!/^\d{1,3}$/.test(staging) || stagingPercentage < 1 || stagingPercentage > 100)
    throw new ReleaseRefused(`--staging is a whole number from 1 to 100, not ${staging}`);
  for (const name of (await readdir(folder)).filter(isManifest)) {
    const path = join(folder, name);
    await writeFile(path, format({ ...parse(name, await readFile(path, "utf8")), stagingPercentage }));
  }
}

function newsOf(version: string, changelogs: InEachLanguage): Partial<Manifest> {
  const { en, "es-MX": esMx } = notesOf(changelogs, version);
  return en === "" ? {} : { releaseNotes: en, releaseNotesByLanguage: { "es-MX": esMx } };
}

function merged(name: string, one: Manifest | undefined, other: Manifest): Manifest {
  if (!one) return other;
  if (one.version !== other.version)
    throw new ReleaseRefused(`${name} is of ${one.version} in one folder and of ${other.version} in another`);
  const known = new Set(one.files.map(({ url }) => url));
  return { ...one, files: [...one.files, ...other.files.filter(({ url }) => !known.has(url))] };
}

async function copyFiles(from: string, to: string, { files }: Manifest): Promise<void> {
  const present = new Set(await readdir(from));
  for (const { url } of files) {
    if (!present.has(url)) throw new ReleaseRefused(`${url} is in the manifest and not in ${from}`);
    for (const name of [url, `${url}.blockmap`].filter((name) => present.has(name)))
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
  }
}

function parse(name: string, text: string): Manifest {
  const { data, success } = Manifest.safeParse(load(text));
  if (!success) throw new ReleaseRefused(`${name} is no manifest of a version`);
  return data;
}

function format(manifest: Manifest): string {
  return dump(manifest, { lineWidth: -1 });
}
