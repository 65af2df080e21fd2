/** A file's or folder's name without what a disk or a shell would trip over; '' where nothing of it is left. */
export function tameName(name: string): string {
  const plain = name
    .normalize("NFC")
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*\\/]/gu, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain;
}

/** A name without its ending, and the ending with its dot; a name that begins with a dot has none. */
export function stemAndEnding(name: string): [stem: string, ending: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}
