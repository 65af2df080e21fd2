import { MantineProvider } from "@mantine/core";
import { createRef, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider, useTranslation } from "react-i18next";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import "#renderer/ui/theme.css";
import { startI18n } from "#renderer/app/i18n.ts";
import { car, rows } from "./car.fixture.ts";
import { CarTable } from "./car-table.tsx";
import { columnsAtFirst } from "./columns.ts";
import { nothingSelected, selectOne, stepFrom } from "#renderer/ui/selection.ts";

const lot = rows(
  ...Array.from({ length: 10_000 }, (_, index) =>
    car(`car-${index}`, { stockNumber: `S-${index}`, acquiredOn: "2025-12-20" }),
  ),
);
const order = lot.map(({ id }) => id);
const list = createRef<HTMLDivElement>();
const nothing = () => undefined;

function Table() {
  const { t } = useTranslation("inventory");
  const [selection, setSelection] = useState(nothingSelected);
  const step = stepFrom.bind(null, selection.current, order);
  return (
    <CarTable
      rows={lot}
      columns={columnsAtFirst}
      sort={[]}
      onSort={nothing}
      selection={selection}
      acts={{ pick: nothing, open: nothing, addPhotos: nothing, dropFiles: nothing }}
      onStep={(how) => setSelection(selectOne(step(how) ?? ""))}
      onSelectAll={nothing}
      words={{ t, locale: "en", photoBase: "/photo/" }}
      listRef={list}
    />
  );
}

let root: Root;
let place: HTMLElement;
beforeEach(async () => {
  await page.viewport(1280, 720);
  place = document.createElement("div");
  place.style.height = "600px";
  document.body.append(place);
  root = createRoot(place);
  root.render(
    <MantineProvider>
      <I18nextProvider i18n={await startI18n(localStorage, ["en-US"])}>
        <Table />
      </I18nextProvider>
    </MantineProvider>,
  );
  await expect.element(page.getByRole("grid", { name: "Cars" })).toBeVisible();
});
afterEach(() => {
  root.unmount();
  place.remove();
  localStorage.clear();
});

test("of ten thousand cars only those in sight are drawn, and all of them are counted", async () => {
  await expect.element(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "10001");
  expect(place.querySelectorAll("[data-car]").length).toBeLessThan(40);
});

test("the keyboard's car is brought into sight, whole, and named to assistive technology", async () => {
  list.current?.focus();
  await userEvent.keyboard("{End}");
  const last = page.getByRole("row", { name: /S-9999/ });
  await expect.element(last).toHaveAttribute("aria-selected", "true");
  await expect.element(last).toHaveAttribute("aria-rowindex", "10001");
  expect(list.current?.getAttribute("aria-activedescendant")).toBe(last.element().id);
  const edge = list.current?.getBoundingClientRect().bottom ?? 0;
  await expect.poll(() => last.element().getBoundingClientRect().bottom).toBeLessThanOrEqual(edge);
  await userEvent.keyboard("{Home}");
  await expect.element(page.getByRole("row", { name: /S-0/ }).first()).toBeVisible();
});

test("a car that ages says so in words", async () => {
  const age = page.getByRole("row", { name: /S-0/ }).first().getByTitle("80 days in stock, ageing");
  await expect.element(age).toBeVisible();
});
