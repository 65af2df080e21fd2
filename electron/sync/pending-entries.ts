import { randomUUID } from "node:crypto";
import type { JournalEntry } from "#shared/contract/bridge.ts";

export interface PendingPage {
  readonly entries: JournalEntry[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

/**
 * What waits for the hub by document, oldest change first. Every change has a number of its own, by which it is given out in pages:
 * one that is made between two pages is in a later one.
 */
export class PendingEntries extends Map<string, JournalEntry> {
  private readonly run = randomUUID();
  private readonly numbers = new WeakMap<JournalEntry, number>();
  private last = 0;

  override set(key: string, entry: JournalEntry): this {
    this.delete(key);
    this.numbers.set(entry, (this.last += 1));
    return super.set(key, entry);
  }

  /** Numbers of an earlier run say nothing of this one's: behind such a place everything comes. */
  page(after: string | null, limit: number): PendingPage {
    const [run, place] = after?.split("/") ?? [];
    const from = run === this.run ? Number(place) : 0;
    const entries: JournalEntry[] = [];
    for (const entry of this.values()) {
      if (this.numbers.get(entry)! <= from) continue;
      if (entries.length === limit)
        return { entries, next: `${this.run}/${this.numbers.get(entries.at(-1)!)}` };
      entries.push(entry);
    }
    return { entries, next: null };
  }
}
