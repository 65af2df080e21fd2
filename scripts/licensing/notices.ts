import { readdir, readFile, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { ViteBuilder } from "vite";
import * as z from "zod";
import { type Licensed, licenceProblem, licenceReason } from "./policy.ts";

/** A package that is in the app, with the notices that it asks us to keep. */
interface Shipped extends Licensed {
  readonly home: string | undefined;
  readonly text: string;
}

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  homepage: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.infer<typeof Manifest>;

/**
 * Writes the licences of all that ships into one text: of the packages whose folders are `bundled`, and of those that lie
 * `beside` the bundles, with all that they need. Throws where one of them must not ship.
 */
export async function writeNotices(options: {
  readonly root: string;
  readonly bundled: Iterable<string>;
  readonly beside: readonly string[];
  readonly file: string;
}): Promise<void> {
  const folders = new Set(options.bundled);
  for (const name of options.beside) await addWithNeeds(name, options.root, folders);
  const shipped = await Promise.all([...folders].map(readShipped));
  const problems = shipped.map((one) => licenceProblem(one, "shipped")).filter((problem) => problem !== null);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  await writeFile(options.file, noticesOf(shipped));
}

/** The folders of the packages that bundles have something from; Vite names assets by paths from its `root`. */
export function packagesIn(bundles: Awaited<ReturnType<ViteBuilder["build"]>>[], root: string): Set<string> {
  const parts = bundles.flat().flatMap((bundle) => ("output" in bundle ? bundle.output : []));
  const files = parts.flatMap((part) => (part.type === "chunk" ? part.moduleIds : part.originalFileNames));
  return new Set(files.map((file) => packageFolder(resolve(root, file))).filter((folder) => folder !== null));
}

/** Null for what is our own. */
function packageFolder(file: string): string | null {
  const found = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(file);
  return found ? found[0] : null;
}

async function addWithNeeds(name: string, from: string, folders: Set<string>): Promise<void> {
  const folder = installedFolder(name, from);
  if (folder === null || folders.has(folder)) return;
  folders.add(folder);
  const { dependencies, optionalDependencies } = await readManifest(folder);
  for (const need of Object.keys({ ...dependencies, ...optionalDependencies }))
    await addWithNeeds(need, folder, folders);
}

/** Null for what is not installed: the optional parts of a package are each for one system. */
function installedFolder(name: string, from: string): string | null {
  try {
    const manifest = findPackageJSON(name, join(from, "package.json"));
    return manifest === undefined ? null : dirname(manifest);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return null;
    throw error;
  }
}

async function readShipped(folder: string): Promise<Shipped> {
  const { name, version, license, homepage } = await readManifest(folder);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const text = texts.map((one) => one.replaceAll("\r\n", "\n").trim()).join("\n\n");
  return { name, version, licence: license, home: homepage, text };
}

async function readManifest(folder: string): Promise<Manifest> {
  return Manifest.parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
}

const line = `\n\n${"-".repeat(80)}\n\n`;

/** Packages that share a text, to the letter, share its place. */
function noticesOf(shipped: readonly Shipped[]): string {
  const sorted = [...shipped].sort((a, b) => (a.name < b.name ? -1 : 1));
  const sections = Map.groupBy(sorted, ({ text }) => text || "These packages bring no text of their own.");
  const parts = [...sections].map(([text, packages]) => `${packages.map(titleOf).join("\n")}\n\n${text}`);
  const begin =
    "Autosell contains the work of others, under the licenses below. Those of Electron and Chromium are in " +
    "LICENSE.electron.txt and LICENSES.chromium.html, beside this file or one folder above.";
  return `${[begin, ...parts].join(line)}\n`;
}

function titleOf({ name, version, licence, home }: Shipped): string {
  const reason = licenceReason(name);
  const title = [`${name} ${version}`, licence, home].filter(Boolean).join(", ");
  return reason === null ? title : `${title}\n  ${reason}`;
}
