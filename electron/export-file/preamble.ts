import { createHash, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { deriveKey, type KeyCost } from "../vault/key-derivation.ts";
import { ExportRefused } from "./refusal.ts";

/*
 * The first 90 bytes of an export file, which are readable:
 *
 *   mark      18  "autosell-export-1\n"; the number is the format's
 *   length     8  of the whole file, so that one that was cut off is known as such
 *   opsLimit   4  what argon2id was asked for
 *   memLimit   4  KiB
 *   salt      16
 *   check     24  made of the key, so that a wrong passphrase is known as such
 *   checksum  16  the beginning of the SHA-256 of the above, so that damage is not taken for a wrong passphrase
 *
 * Numbers are unsigned, the most significant byte first.
 */
const format = 1;
const markOf = (number: number) => Buffer.from(`autosell-export-${number}\n`);
const anyMark = /^autosell-export-(\d{1,6})\n/;
const mark = markOf(format);
const [saltSize, checkSize, checksumSize] = [16, 24, 16];
export const preambleSize = mark.length + 8 + 4 + 4 + saltSize + checkSize + checksumSize;

/** Bounded, so that a file that was tampered with cannot ask for all of the computer. */
const [mostPasses, mostMemory] = [20, 1024 * 1024 * 1024];

export interface Preamble extends KeyCost {
  /** Bytes of the whole file. */
  readonly length: number;
  readonly salt: Buffer;
  readonly check: Buffer;
}

interface Keys {
  readonly check: Buffer;
  /** What the contents are sealed with. */
  readonly contents: Buffer;
}

export async function newKeys(passphrase: string, cost: KeyCost) {
  const salt = randomBytes(saltSize);
  const { check, contents } = await keysOf(passphrase, { ...cost, salt });
  return { preamble: { ...cost, salt, check }, contents };
}

export function writePreamble({ length, opsLimit, memLimit, salt, check }: Preamble): Buffer {
  const numbers = Buffer.alloc(16);
  numbers.writeBigUInt64BE(BigInt(length), 0);
  numbers.writeUInt32BE(opsLimit, 8);
  numbers.writeUInt32BE(memLimit / 1024, 12);
  const bytes = Buffer.concat([mark, numbers, salt, check]);
  return Buffer.concat([bytes, checksumOf(bytes)]);
}

/** Throws `ExportRefused`. */
export function readPreamble(bytes: Buffer): Preamble {
  const found = anyMark.exec(bytes.toString("latin1"));
  if (!found) throw new ExportRefused("notAnExport");
  if (Number(found[1]) > format) throw new ExportRefused("newer");
  if (bytes.length < preambleSize) throw new ExportRefused("cutOff");
  const whole = bytes.subarray(0, preambleSize - checksumSize);
  if (!checksumOf(whole).equals(bytes.subarray(whole.length))) throw new ExportRefused("damaged");
  const numbers = whole.subarray(mark.length, mark.length + 16);
  const [opsLimit, memLimit] = [numbers.readUInt32BE(8), numbers.readUInt32BE(12) * 1024];
  if (opsLimit > mostPasses || memLimit > mostMemory) throw new ExportRefused("damaged");
  const salt = whole.subarray(mark.length + 16, mark.length + 16 + saltSize);
  const length = Number(numbers.readBigUInt64BE(0));
  return { length, opsLimit, memLimit, salt, check: whole.subarray(-checkSize) };
}

/** What opens the contents. Throws `ExportRefused` where it is another passphrase. */
export async function contentsKey(preamble: Preamble, passphrase: string): Promise<Buffer> {
  const keys = await keysOf(passphrase, preamble);
  if (!timingSafeEqual(keys.check, preamble.check)) throw new ExportRefused("wrongPassphrase");
  return keys.contents;
}

async function keysOf(passphrase: string, order: KeyCost & { salt: Uint8Array }): Promise<Keys> {
  const { opsLimit, memLimit, salt } = order;
  const key = await deriveKey({ passphrase, salt, opsLimit, memLimit });
  const partOf = (what: string, size: number) =>
    Buffer.from(hkdfSync("sha256", key, salt, `autosell export ${what}`, size));
  return { check: partOf("check", checkSize), contents: partOf("contents", 32) };
}

function checksumOf(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest().subarray(0, checksumSize);
}
