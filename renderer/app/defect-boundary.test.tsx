import { MantineProvider } from "@mantine/core";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DefectBoundary } from "./defect-boundary.tsx";
import { startI18n } from "./i18n.ts";

let root: Root;
let page: HTMLElement;

beforeEach(() => {
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page, { onCaughtError: () => undefined });
});

afterEach(() => {
  root.unmount();
  page.remove();
  localStorage.clear();
});

function Broken(): never {
  throw new Error("A column has no width");
}

test("a screen that breaks is reported, and the person sees the report's id and that nothing is lost", async () => {
  const reported: unknown[] = [];
  const report = async (error: unknown) => {
    reported.push(error);
    return "7F3K";
  };
  root.render(
    <MantineProvider>
      <I18nextProvider i18n={await startI18n(localStorage, ["es-MX"])}>
        <DefectBoundary report={report}>
          <Broken />
        </DefectBoundary>
      </I18nextProvider>
    </MantineProvider>,
  );
  await vi.waitFor(() => expect(page.textContent).toContain("Reporte 7F3K"));
  expect(page.textContent).toContain("Tus datos están seguros");
  expect(reported).toHaveLength(1);
});

test("the chosen language outlives the window and is the document's", async () => {
  const first = await startI18n(localStorage, ["en-US"]);
  expect(document.documentElement.lang).toBe("en");
  await first.changeLanguage("es-MX");
  const second = await startI18n(localStorage, ["en-US"]);
  expect(second.language).toBe("es-MX");
  expect(document.documentElement.lang).toBe("es-MX");
});
