import { expect, test } from "vitest";
import { columnsAtFirst } from "./columns.ts";
import { selectOne } from "#renderer/ui/selection.ts";
import { sortAtFirst } from "./sort.ts";
import { createViewStore } from "./view-state.ts";

function storage(content: Record<string, string> = {}) {
  const map = new Map(Object.entries(content));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

test("filters, sort, columns and layout come back; the selection does not", () => {
  const kept = storage();
  const first = createViewStore(kept, "desk-1").getState();
  first.narrow({ makes: ["SEAT"] });
  first.sortBy("price", false);
  first.toggleColumn("vin");
  first.setLayout("gallery");
  first.inspect(selectOne("a"));

  const again = createViewStore(kept, "desk-1").getState();
  expect(again.choices).toEqual({ statuses: [], makes: ["SEAT"], locations: [], twins: false });
  expect(again.sort).toEqual([{ column: "price", direction: "desc" }]);
  expect(again.columns).not.toContain("vin");
  expect(again.layout).toBe("gallery");
  expect(again.selection.current).toBeNull();
  expect(createViewStore(kept, "desk-2").getState().choices.makes).toEqual([]);
});

test.each(["not json", "null", "[]", '{"columns":["gone"],"sort":[],"layout":"cards","choices":3}'])(
  "kept values that do not parse fall back: %s",
  (content) => {
    const state = createViewStore(storage({ view: content }), "view").getState();
    expect(state).toMatchObject({ sort: sortAtFirst, columns: columnsAtFirst, layout: "table" });
    expect(state.choices.makes).toEqual([]);
  },
);
