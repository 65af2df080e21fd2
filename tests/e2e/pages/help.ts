import type { Page } from "@playwright/test";

/** What helps where something goes wrong. */
export class Help {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** What main had to tell. */
  get notice() {
    return this.page.getByRole("alert").last();
  }

  get guide() {
    return this.page.getByRole("dialog", { name: "User guide" });
  }

  get dialog() {
    return this.page.getByRole("dialog", { name: "Export diagnostics" });
  }

  get files() {
    return this.dialog.getByRole("listitem");
  }

  async exportDiagnostics(): Promise<void> {
    await this.page.getByRole("button", { name: "Export diagnostics…" }).click();
  }

  async save(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Save zip…" }).click();
  }
}
