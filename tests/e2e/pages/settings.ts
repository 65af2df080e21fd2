import type { Page } from "@playwright/test";

export class Settings {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: "Settings" })
      .click();
  }

  async close(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: "Inventory" })
      .click();
  }

  desk(name: string) {
    return this.page.getByRole("region", { name: "Desks" }).getByRole("listitem").filter({ hasText: name });
  }

  /** A one-time code for one more desk. */
  async makePairingCode(): Promise<string> {
    await this.page.getByRole("button", { name: "Add a desk" }).click();
    const code = this.page.getByRole("region", { name: "Desks" }).getByRole("status").first();
    return (await code.innerText()).trim();
  }
}
