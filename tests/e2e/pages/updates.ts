import type { Page } from "@playwright/test";

/** What the window says about new versions of the app. */
export class Updates {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The word in the status bar. */
  badge(version: string) {
    return this.page.getByRole("button", { name: `Version ${version} is ready` });
  }

  get whatIsNew() {
    return this.page.getByRole("region", { name: "What is new" });
  }

  get installButton() {
    return this.page.getByRole("button", { name: "Restart and install" });
  }

  get section() {
    return this.page.getByRole("region", { name: "Updates" });
  }
}
