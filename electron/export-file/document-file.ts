import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { JournalEntry } from "#shared/contract/bridge.ts";

/** Documents in a file of this desk, a line each; on disk once it is disposed. */
export interface DocumentFile extends AsyncDisposable {
  write(entries: readonly JournalEntry[]): Promise<void>;
}

export async function openDocumentFile(path: string): Promise<DocumentFile> {
  const file = await open(path, "wx", 0o600);
  return {
    // Of what waits for the hub, what it replaced is of no use to anybody else.
    write: (entries) =>
      file.writeFile(
        entries.map(({ collection, document }) => `${JSON.stringify({ collection, document })}\n`).join(""),
      ),
    async [Symbol.asyncDispose]() {
      await file.sync();
      await file.close();
    },
  };
}

/** Lines of a file of documents, so many at once. */
export async function* linesOf(path: string, atOnce: number): AsyncGenerator<string[]> {
  let lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    lines.push(line);
    if (lines.length < atOnce) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
