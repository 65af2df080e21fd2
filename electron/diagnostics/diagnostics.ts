import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DiagnosticsList, DiagnosticsOrder, SavedDiagnostics } from "#shared/contract/help.ts";
import type { DesktopAbilities } from "../renditions/desktop-abilities.ts";
import { writeDurably } from "../desk/durable-file.ts";
import { type DeskFacts, type DiagnosticsFile, gatherDiagnostics } from "./gathering.ts";
import { zipOf } from "./zip.ts";

type Language = DiagnosticsOrder["language"];

/** One zip that says how this desk is, without secrets and without anybody's data. */
export interface Diagnostics {
  /** Gathers what the zip will hold. */
  list(language: Language): Promise<DiagnosticsList>;
  /** Saves what was listed last where the user says, or for a browser to download. */
  save(language: Language): Promise<SavedDiagnostics>;
  /** Where the last one was saved; null before that and in a browser. */
  lastSaved(): string | null;
  /** What a ticket of a download stands for. */
  download(ticket: string): { readonly path: string; readonly name: string } | null;
}

export interface DiagnosticsOptions extends DeskFacts {
  /** Asks with the system's dialog; null where a browser downloads. */
  readonly choosePlace: ((suggestedName: string) => Promise<string | null>) | null;
  /** Where a browser fetches it: `<downloadBase><ticket>`. */
  readonly downloadBase: string | null;
}

/** The desktop's own dialog, where there is a desktop. */
export function placeForDiagnostics(desktop: Pick<DesktopAbilities, "choosePlace"> | null) {
  return desktop && ((suggestedName: string) => desktop.choosePlace("diagnosticsZip", suggestedName));
}

export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { dataFolder, choosePlace, downloadBase } = options;
  const folder = join(dataFolder, "diagnostics");
  let listed: { readonly language: Language; readonly files: readonly DiagnosticsFile[] } | null = null;
  let lastSaved: string | null = null;
  let offered: { readonly ticket: string; readonly path: string; readonly name: string } | null = null;

  const offer = async (zip: Buffer, name: string): Promise<SavedDiagnostics> => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const ticket = randomUUID();
    const path = join(folder, `${ticket}.zip`);
    await writeDurably(path, zip);
    offered = { ticket, path, name };
    return { path: null, download: `${downloadBase ?? ""}${ticket}` };
  };

  return {
    async list(language) {
      listed = { language, files: await gatherDiagnostics(options, language) };
      return {
        files: listed.files.map(({ name, about, content }) => ({ name, about, bytes: content.length })),
      };
    },
    async save(language) {
      const files = listed?.language === language ? listed.files : await gatherDiagnostics(options, language);
      const name = `autosell-diagnostics-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.zip`;
      if (!choosePlace) return offer(await zipOf(files), name);
      const path = await choosePlace(name);
      if (path === null) return { path: null, download: null };
      await writeDurably(path, await zipOf(files));
      lastSaved = path;
      return { path, download: null };
    },
    lastSaved: () => lastSaved,
    download: (ticket) => (offered?.ticket === ticket ? offered : null),
  };
}
