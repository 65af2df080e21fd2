/** A place of this computer, and the word that stands for it. */
export interface KnownPlace {
  readonly path: string;
  readonly word: string;
}

export type Redact = (text: string) => string;

/**
 * Takes secrets and personal data out of a text that somebody else may read: credentials of every kind that we hold, e-mail
 * addresses, phone numbers, VINs, and the paths of other people's files. It would rather hide a harmless word than show a
 * telling one. Instants, ids, hashes, versions, ports and the places of our own files stay.
 */
export function createRedaction(places: readonly KnownPlace[]): Redact {
  const known = places
    .filter(({ path }) => path.length > 1)
    .flatMap(spellings)
    .toSorted((a, b) => b.path.length - a.path.length);
  return (text) => {
    const placed = known.reduce((rest, { path, word }) => rest.replaceAll(path, word), text);
    return rules.reduce((rest, [pattern, word]) => rest.replace(pattern, word), placed);
  };
}

/** The same for every text within a value, and whole for what is named like a secret. */
export function redacted(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (Array.isArray(value)) return value.map((one) => redacted(one, redact));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      secretName.test(name) && typeof one === "string" ? hidden : redacted(one, redact),
    ]),
  );
}

const hidden = "[hidden]";
const secretName =
  /secret|token|passw|passphrase|authorization|verifier|cookie|credential|^code$|apikey|api_key/i;

/** A path as it is, as JSON spells it, and as a URL does. */
function spellings({ path, word }: KnownPlace): KnownPlace[] {
  const slashed = path.replaceAll("\\", "/");
  const spelled = [path, JSON.stringify(path).slice(1, -1), slashed, encodeURI(slashed)];
  return [...new Set(spelled)].map((one) => ({ path: one, word }));
}

/** A run of a path: blanks belong to it where a separator still follows. */
const steps = String.raw`(?:[^\s'"<>|:()]|[ ](?=[^'"\n<>|:()]*[\\/]))*`;

const rules: readonly (readonly [pattern: RegExp, word: string])[] = [
  // Credentials, by what introduces them and by how they look.
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`],
  [/(auth\.|#k=)[\w.~+/=-]{6,}/gi, `$1${hidden}`],
  [
    /(["']?\b[\w-]*(?:secret|token|passw(?:or)?d|passphrase|authorization|verifier|cookie|credential|api_?key)\\?["']?\s*[:=]\s*\\?["'])(?:[^"'\\]|\\(?!["']))+/gi,
    `$1${hidden}`,
  ],
  [/(\\?"code\\?"\s*:\s*\\?")[^"\\]+/gi, `$1${hidden}`],
  [
    /\b((?:[\w-]*(?:secret|token|passw(?:or)?d|passphrase|verifier|api_?key)|code|state|sig)=)[^\s&"'#[]+/gi,
    `$1${hidden}`,
  ],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/\b(?:ya29\.|EAA|GOCSPX-|AIza|xox[abp]-|sk-|gh[pousr]_)[\w.-]{10,}/g, hidden],
  [/\b\d{8,10}:[\w-]{30,}/g, hidden],
  [/\bbot\d+:[\w-]+/g, `bot${hidden}`],
  [/\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/g, hidden],
  [/\/\/[^\s/:@"']+:[^\s/@"']+@/g, `//${hidden}@`],
  // People and their cars.
  [/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, "[e-mail]"],
  [/\b(?=[A-HJ-NPR-Z]*\d)(?=\d*[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{17}\b/g, "[VIN]"],
  [/(?<![\w.-])(?:\+\d{1,3}[\s.-]?)?\(\d{2,3}\)[\s.-]?\d{3,4}[\s.-]?\d{4}(?![\w-])/g, "[phone]"],
  [/(?<![\w./-])(?:\+\d{1,3}[\s.-]?)?(?:1[\s.-])?\d{2,3}[\s.-]\d{3,4}[\s.-]\d{4}(?![\w-])/g, "[phone]"],
  [/(?<![\w./-])(?:\+\d{10,15}|\d{10}|52\d{10})(?![\w-])/g, "[phone]"],
  // What people call their folders and files; our own have become `<app>` and `<data>` by now.
  [new RegExp(String.raw`(<data>[\\/]+dropped|~|<temp>)[\\/]+${steps}`, "g"), "$1/[path]"],
  [/'(?:[a-z]:[\\/]|\\\\|\/)[^'\n]*'/gi, "'[path]'"],
  [
    new RegExp(String.raw`(?<![\w>~.])(?:file://)?/(?:home|Users|media|mnt|Volumes|run/media)/${steps}`, "g"),
    "[path]",
  ],
  [new RegExp(String.raw`\b(?:file:///)?[a-z]:(?:\\\\?|/)${steps}`, "gi"), "[path]"],
];
