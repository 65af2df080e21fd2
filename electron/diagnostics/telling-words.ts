import * as z from "zod";

const Put = z.object({ type: z.literal("put"), document: z.object({ data: z.unknown() }) });

/** A word of one part may be a make or a status; a text of several is what somebody typed. */
const isTyped = (text: string) => text.length >= 5 && /\S\s+\S/.test(text);

/** What people have typed, of the documents of a journal's lines: names, notes, addresses. Also of kinds that only a newer version knows. */
export function journalWords(lines: readonly Buffer[]): string[] {
  const words = new Set<string>();
  for (const line of lines) {
    const put = Put.safeParse(JSON.parse(line.toString("utf8", 9)));
    if (put.success) gather(put.data.document.data, words);
  }
  return [...words];
}

function gather(value: unknown, words: Set<string>): void {
  if (typeof value === "string" && isTyped(value)) words.add(value);
  if (typeof value === "object" && value !== null) for (const one of Object.values(value)) gather(one, words);
}
