import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  property,
  record,
  stringMatching,
} from "fast-check";
import { expect, test } from "vitest";
import type { Envelope } from "#shared/model/envelope.ts";
import { applyChanges, changesBetween, type HistoryRow, lastVersions } from "./history.ts";

const json = jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const name = constantFrom("make", "price", "features.sunroof", "", "__proto__", "data.x", "Ñandú");
const version = record({
  data: dictionary(name, json, { noNullPrototype: true }),
  stamps: dictionary(name, stringMatching(/^[a-z]{0,3}$/), { noNullPrototype: true }),
  key: constantFrom("", "a"),
  order: integer(),
  _deleted: boolean(),
}).map((fields) => Object.assign(fields, { id: "one", kind: "vehicle" }) as Envelope);

const rowOf = (id: string, sequence: number): Omit<HistoryRow, "document" | "changes"> => ({
  tenantId: "a",
  collection: "vehicles",
  id,
  sequence,
});

test("what changed between two versions makes the later one of the earlier one, whatever the fields are called", () => {
  assert(
    property(version, version, (before, after) => {
      const changes = JSON.parse(JSON.stringify(changesBetween(before, after))) as typeof before.data;
      expect(applyChanges(before, changes as never)).toEqual(after);
    }),
  );
  assert(
    property(version, (same) => {
      expect(changesBetween(same, structuredClone(same))).toEqual({});
    }),
  );
});

test("the last version of each document is made of its writes", async () => {
  await assert(
    asyncProperty(array(array(version, { minLength: 1 })), async (documents) => {
      async function* writes(): AsyncGenerator<HistoryRow> {
        for (const [index, versions] of documents.entries())
          for (const [place, document] of versions.entries())
            yield {
              ...rowOf(`${index}`, place),
              document: place === 0 ? document : null,
              changes: place === 0 ? null : changesBetween(versions[place - 1]!, document),
            };
      }
      const found = await all(lastVersions(writes()));
      expect(found.map(({ document }) => document)).toEqual(documents.map((versions) => versions.at(-1)));
    }),
  );
});

test("a write that changes nothing known is a broken history", async () => {
  async function* writes(): AsyncGenerator<HistoryRow> {
    yield { ...rowOf("one", 4), document: null, changes: { key: { from: "", to: "b" } } };
  }
  await expect(all(lastVersions(writes()))).rejects.toThrow("Write 4 changes a document");
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
