/** Names that a job has given out, so that no two of its files have one, on disks that ignore case as well. */
export interface FileNames {
  /** A name that any disk takes and that nobody has yet: `STOCK-01.jpg`, then `STOCK-01-2.jpg`. */
  take(name: string, ending: string): string;
}

export function createFileNames(): FileNames {
  const taken = new Set<string>();
  return {
    take(name, ending) {
      const stem = safeStem(name);
      for (let number = 1; ; number++) {
        const candidate = `${number === 1 ? stem : `${stem}-${number}`}.${ending}`;
        if (taken.has(folded(candidate))) continue;
        taken.add(folded(candidate));
        return candidate;
      }
    },
  };
}

/** Bytes of UTF-8 that a name's stem may have: disks take 255 for all of it, encrypted ones 143. */
const longest = 120;

/** A name without what a disk, a shell or a web address would trip over; never empty. */
export function safeStem(name: string): string {
  const plain = name
    .normalize("NFC")
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]/gu, "-")
    .replace(/\s+/g, " ")
    .replace(/^[. -]+|[. -]+$/g, "");
  const short = cut(plain, longest).replace(/[. ]+$/, "");
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(short);
  return (reserved ? `_${short}` : short) || "photo";
}

function cut(text: string, bytes: number): string {
  let kept = "";
  let used = 0;
  for (const letter of text) {
    used += Buffer.byteLength(letter);
    if (used > bytes) break;
    kept += letter;
  }
  return kept;
}

function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
