import { firstBytesSay, type ListEncoding, type NotAList } from "#shared/rules/stock-list-bytes.ts";
import { mostBytes } from "#shared/rules/stock-list-fields.ts";
import { nextTask } from "./slices.ts";

/** Why a file is not taken as a list. */
export type Refusal = NotAList | "tooLarge" | "tooManyRows" | "notReadable";

export type ListText =
  | { readonly text: string; readonly encoding: ListEncoding }
  | { readonly refusal: Refusal };

/** Bytes that are turned into text in one task. */
const sliceSize = 1024 * 1024;

/**
 * The text of a list. Where nothing is said about its encoding it is UTF-8 if it can be, and else what Excel writes in the West,
 * Windows-1252, which anything can be read as.
 */
export async function textOf(bytes: Uint8Array, encoding?: ListEncoding): Promise<ListText> {
  if (bytes.length > mostBytes) return { refusal: "tooLarge" };
  const said = firstBytesSay(bytes);
  if (said === "excel" || said === "notText" || said === "empty") return { refusal: said };
  if (encoding) return { text: (await decoded(bytes, encoding, false)) ?? "", encoding };
  const wanted = said ?? "utf-8";
  const text = await decoded(bytes, wanted, true);
  if (text !== null) return { text, encoding: wanted };
  const other = said === null ? "windows-1252" : wanted;
  return { text: (await decoded(bytes, other, false)) ?? "", encoding: other };
}

/** Null where the bytes are not of this encoding and that is to be told. */
async function decoded(bytes: Uint8Array, encoding: ListEncoding, fatal: boolean): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal });
  const parts: string[] = [];
  try {
    for (let start = 0; start < bytes.length; start += sliceSize) {
      parts.push(decoder.decode(bytes.subarray(start, start + sliceSize), { stream: true }));
      await nextTask();
    }
    parts.push(decoder.decode());
  } catch {
    return null;
  }
  return parts.join("");
}
