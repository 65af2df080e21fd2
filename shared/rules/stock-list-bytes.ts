/** How a list's bytes are to be read. The names are those of the Encoding Standard. */
export type ListEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
export const listEncodings = [
  "utf-8",
  "windows-1252",
  "utf-16le",
  "utf-16be",
] as const satisfies readonly ListEncoding[];

const listNames = /\.(?:csv|tsv|tab|txt|xlsx|xlsm|xls|ods|numbers)$/i;

/** Whether a file is meant as a list. Workbooks are, as their owners see it: they are told how to save one as text. */
export function isListName(name: string): boolean {
  return listNames.test(name);
}

/** What looks like a list by its name and is none. */
export type NotAList = "excel" | "notText" | "empty";

const marks: readonly (readonly [readonly number[], NotAList | ListEncoding])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "excel"],
  [[0xd0, 0xcf, 0x11, 0xe0], "excel"],
  [[0x25, 0x50, 0x44, 0x46], "notText"],
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/**
 * What the first bytes of a file say: its encoding, that it is no list, or null where only reading it as UTF-8 can tell. UTF-16
 * without a mark is known by its zeros: Latin letters have one in every second byte.
 */
export function firstBytesSay(bytes: Uint8Array): ListEncoding | NotAList | null {
  if (bytes.length === 0) return "empty";
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[1];
  const head = bytes.subarray(0, 4096);
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (even + odd === 0) return null;
  const most = head.length / 4;
  if (odd > most && even < odd / 8) return "utf-16le";
  return even > most && odd < even / 8 ? "utf-16be" : "notText";
}
