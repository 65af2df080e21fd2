import type { UpdateInfo } from "builder-util-runtime";
import * as z from "zod";
import { longestNotes, type ReleaseNotes } from "#shared/contract/updates.ts";

/** What a manifest says is new. `releaseNotes` is in English; feeds of older versions have nothing else. */
const Notes = z.string().catch("").transform(plain);
const ManifestNotes = z.object({
  releaseNotes: Notes,
  releaseNotesByLanguage: z.object({ "es-MX": Notes }).catch({ "es-MX": "" }),
});

/** A manifest's notes as text to be shown as it is. Notes that are none keep no version from anybody. */
export function notesOf(manifest: UpdateInfo): ReleaseNotes {
  const { releaseNotes, releaseNotesByLanguage } = ManifestNotes.parse(manifest);
  return { en: releaseNotes, ...releaseNotesByLanguage };
}

/** Of text that may be Markdown or HTML; a point that is written in several lines becomes one. */
function plain(text: string): string {
  return text
    .slice(0, longestNotes)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+(?![-*+\s])/g, " ")
    .replace(/<li[^>]*>/gi, "• ")
    .replace(/<br\s*\/?>|<\/(?:p|li|h\d|div|ul|ol)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/^#{1,6}\s+/gm, "")
    .replace(/^\s*[-*+]\s+/gm, "• ")
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])/gu, "$1")
    .replace(/`([^`]+)`/g, "$1")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
