import { writeFile } from "node:fs/promises";
import { expect, test } from "./world.ts";

test("look", async ({ world }) => {
  const desk = await world.desk("Front office");
  const page = desk.window;
  const errors: string[] = [];
  page.on("console", (m) => m.type() === "error" && errors.push(m.text()));
  await desk.welcome.startWithSampleLot();
  await expect(desk.inventory.place("Inventory")).toBeVisible({ timeout: 120000 });
  await expect(desk.inventory.rows.first()).toBeVisible({ timeout: 60000 });
  await page.setViewportSize({ width: 1440, height: 900 });
  await desk.inventory.rows.nth(1).click();
  await page.keyboard.press("Control+p");
  const dialog = page.getByRole("dialog", { name: /Print/ });
  await expect(dialog.getByRole("img").first()).toBeVisible();
  await page.screenshot({ path: "/tmp/look17/sticker-full.png" });
  await page.getByText("Half page").click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: "/tmp/look17/sticker-half.png" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await desk.inventory.table.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+p");
  await page.waitForTimeout(800);
  await page.screenshot({ path: "/tmp/look17/sticker-many.png" });
  await dialog.getByText("Stock label").click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: "/tmp/look17/label-5160.png" });
  const pdf = "/tmp/look17/labels.pdf";
  await desk.app.saveAs(pdf, () => dialog.getByRole("button", { name: "Save PDF…" }).click());
  await page.waitForTimeout(2500);
  await page.screenshot({ path: "/tmp/look17/after.png" });
  await page.keyboard.press("Control+p");
  for (const sheet of ["Avery L7163", "Roll · 62", "Key tag", "Roll · 100", "Own sheet"]) {
    await dialog
      .getByRole("combobox", { name: "Labels" })
      .or(dialog.getByLabel("Labels", { exact: true }))
      .first()
      .click();
    await page.getByRole("option", { name: new RegExp(sheet) }).click();
    await page.waitForTimeout(600);
    await page.screenshot({ path: `/tmp/look17/label-${sheet.replace(/\W/g, "")}.png` });
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/look17/dark-1280.png` });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Cambiar a espa");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Imprimir");
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/look17/palette.png` });
  await page.keyboard.press("Enter");
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/look17/es-dark.png` });
  await page.getByText("Hoja de parabrisas", { exact: true }).click();
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `/tmp/look17/es-light.png` });
  await writeFile("/tmp/look17/errors.txt", errors.join("\n"));
});
