import { MantineProvider, Menu } from "@mantine/core";
import { createRoot, type Root } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { startI18n } from "./i18n.ts";
import { ConfirmProvider, useConfirm } from "../ui/confirm.tsx";
import { MenuFocus } from "./menu-focus.tsx";

let root: Root;
let element: HTMLElement;

function Desk() {
  const confirm = useConfirm();
  const ask = () => void confirm({ title: "Remove it?", text: "", confirm: "Remove" });
  return (
    <Menu>
      <Menu.Target>
        <button type="button">More</button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item>Rename</Menu.Item>
        <Menu.Item onClick={ask}>Remove…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

afterEach(() => {
  root.unmount();
  element.remove();
  localStorage.clear();
});

test("a question that was asked from a menu gives the focus back to what opened the menu", async () => {
  element = document.createElement("div");
  document.body.append(element);
  root = createRoot(element);
  root.render(
    <MantineProvider>
      <I18nextProvider i18n={await startI18n(localStorage, ["en-US"])}>
        <MenuFocus />
        <ConfirmProvider>
          <Desk />
        </ConfirmProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
  const opener = page.getByRole("button", { name: "More" });
  await opener.click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  const question = page.getByRole("dialog", { name: "Remove it?" });
  await expect.element(question.getByRole("button", { name: "Remove" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});
