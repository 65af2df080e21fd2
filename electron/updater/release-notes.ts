interface VersionNotes {
  readonly version: string;
  readonly note: string | null;
}

const longest = 6000;

/** A manifest's notes, which may be Markdown or HTML, as text to be shown as it is. */
export function plainNotes(notes: string | readonly VersionNotes[] | null | undefined): string {
  if (!notes) return "";
  if (typeof notes === "string") return plain(notes);
  return plain(notes.map(({ version, note }) => `${version}\n${note ?? ""}`).join("\n\n"));
}

function plain(text: string): string {
  return text
    .slice(0, longest)
    .replace(/\r\n?/g, "\n")
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
    .replace(/`([^`]+)`/g, "$1")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[^\S\n]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
