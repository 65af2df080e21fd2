const marks: readonly (readonly [type: string, offset: number, mark: string])[] = [
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/webp", 8, "WEBP"],
  ["image/avif", 4, "ftypavif"],
  ["image/avif", 4, "ftypavis"],
  ["image/heic", 4, "ftyphei"],
  ["image/heic", 4, "ftyphev"],
  ["image/heif", 4, "ftypmif1"],
  ["image/gif", 0, "GIF8"],
];

/** Bytes of a file's beginning that `pictureType` looks at. */
export const typeBytes = 16;

/** The media type of a picture by its first bytes; what no window shows is `application/octet-stream`. */
export function pictureType(head: Buffer): string {
  const text = head.toString("latin1", 0, typeBytes);
  const found = marks.find(([, offset, mark]) => text.startsWith(mark, offset));
  return found?.[0] ?? "application/octet-stream";
}
