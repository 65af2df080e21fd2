import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { created } from "#shared/rules/stamping.ts";
import type { Log } from "#electron/log.ts";
import { type Journal, openJournal } from "#electron/sync/journal.ts";

export const deviceId = "0192f0c4-0000-7000-8000-00000000000a";
export const ids = ["0192f0c4-0000-7000-8000-000000000001", "0192f0c4-0000-7000-8000-000000000002"] as const;

/** A folder of its own for each test of a file, and the journal in it. */
export function journalFolder() {
  let folder = "";
  let lines: string[] = [];
  const log: Log = {
    info: (event) => void lines.push(event),
    error: (event) => {
      lines.push(event);
      return "defect";
    },
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "autosell-journal-"));
    lines = [];
  });
  afterEach(() => rm(folder, { recursive: true }));
  return {
    folder: () => folder,
    path: () => join(folder, "journal"),
    /** What was logged. */
    lines: () => lines,
    open: (compactAt?: number) => openJournal({ path: join(folder, "journal"), deviceId, log, compactAt }),
  };
}

export const car = (id: string, make: string): Envelope => created("vehicle", id, { make, price: null });

export const numbered = (index: number) => `0192f0c4-0000-7000-8000-${String(index).padStart(12, "0")}`;

export const put = (journal: Journal, ...documents: Envelope[]) =>
  journal.append(documents.map((document) => ({ collection: "vehicles", document })));

export const makes = (journal: Journal) => journal.pending().map(({ document }) => document.data["make"]);
