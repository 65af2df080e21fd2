import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { JournalEntry } from "#shared/contract/bridge.ts";
import { created } from "#shared/rules/stamping.ts";
import { createHandedDocuments, withPending } from "./document-sources.ts";

const entry = (): JournalEntry => ({
  collection: "vehicles",
  document: created("vehicle", randomUUID(), {}),
});
const idsOf = (entries: readonly JournalEntry[]) => entries.map(({ document }) => document.id);
const never = new AbortController().signal;

async function idsIn(pages: AsyncIterable<readonly JournalEntry[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...idsOf(page));
  return ids;
}

test("what waits is joined with what the hub has, and what is gone for good is left out", async () => {
  const [known, gone, waiting] = [entry(), entry(), entry()];
  const edited = { ...known, document: { ...known.document, data: { a: 1 }, stamps: { a: "2" } } };
  const dead = { ...gone, document: { ...gone.document, _deleted: true } };
  const pages = async function* () {
    yield [known];
    yield [dead];
  };
  const found: JournalEntry[] = [];
  for await (const page of withPending(pages(), [edited, waiting])) found.push(...page);
  expect(idsOf(found)).toEqual(idsOf([known, waiting]));
  expect(found[0]!.document.data).toEqual({ a: 1 });
});

test("a window that was loaded anew begins to hand over again, and what it hands to nobody is let go", async () => {
  const handed = createHandedDocuments();
  await handed.hand({ entries: [entry()], isLast: true });
  const [first, second] = [entry(), entry()];
  const pages = idsIn(handed.pages(never));
  await handed.hand({ entries: [first], isLast: false });
  await Promise.all([
    handed.hand({ entries: [first], isLast: false }),
    handed.hand({ entries: [second], isLast: true }),
  ]);
  expect(await pages).toEqual(idsOf([first, first, second]));
  expect(handed.wanted.get()).toBe(false);
  await handed.hand({ entries: [second], isLast: false });
});

test("nobody waits for a window that does not come once it is called off", async () => {
  const handed = createHandedDocuments();
  const stop = new AbortController();
  const pages = idsIn(handed.pages(stop.signal));
  await handed.hand({ entries: [entry()], isLast: false });
  stop.abort();
  await expect(pages).rejects.toMatchObject({ name: "AbortError" });
  expect(handed.wanted.get()).toBe(false);
  await handed.hand({ entries: [entry()], isLast: false });
});
