import { expect, type Page } from "@playwright/test";
import type { Desk } from "../desk.ts";

/** A list of cars on its way into the lot. */
export class StockList {
  private readonly desk: Desk;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  private get page(): Page {
    return this.desk.window;
  }

  /** Chooses a file from the inventory's menu. */
  async choose(path: string): Promise<void> {
    await this.desk.app.choose([path], async () => {
      await this.page.getByRole("button", { name: "Stock list", exact: true }).click();
      await this.page.getByRole("menuitem", { name: "Import stock list…" }).click();
    });
    await expect(this.columns).toBeVisible();
  }

  get columns() {
    return this.page.getByRole("region", { name: "What each column is" });
  }

  async look(): Promise<void> {
    await this.page.getByRole("button", { name: "Look at the cars" }).click();
  }

  /** The button that takes the cars in, whatever it says it will do. */
  get submit() {
    return this.page.getByRole("contentinfo").getByRole("button").last();
  }

  get report() {
    return this.page.getByRole("dialog", { name: /^Stock list/ });
  }

  async done(): Promise<void> {
    await this.report.getByRole("button", { name: "Done" }).click();
    await expect(this.report).toBeHidden();
  }

  async undo(): Promise<void> {
    await this.report.getByRole("button", { name: "Undo the import" }).click();
    await expect(this.report).toBeHidden();
  }
}
