import type { Page } from "@playwright/test";

/** The window of a desk that cannot be opened. */
export class Recovery {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get damaged() {
    return this.page.getByRole("region", { name: "What is damaged" });
  }

  get choices() {
    return this.page.getByRole("region", { name: "What you can do" });
  }

  /** From a lot that could not be opened. */
  async repair(): Promise<void> {
    await this.page.getByRole("button", { name: "Repair…" }).click();
  }

  async tryAgain(): Promise<void> {
    await this.page.getByRole("button", { name: "Try again" }).click();
  }

  async restoreFromHere(): Promise<void> {
    await this.page.getByRole("button", { name: "Restore", exact: true }).first().click();
    await this.page
      .getByRole("dialog", { name: "Restore from this computer?" })
      .getByRole("button", { name: "Restore" })
      .click();
  }

  /** From the backup that was made of that version, before the one after it began. */
  async restoreBackupOf(version: string): Promise<void> {
    await this.page.getByRole("button", { name: `, version ${version}` }).click();
    await this.page
      .getByRole("dialog", { name: /^Restore the backup of / })
      .getByRole("button", { name: "Restore" })
      .click();
  }

  /** Restores from the hub: the desk is admitted anew, with what it had not sent. */
  async pairAgain(): Promise<void> {
    await this.page.getByRole("button", { name: "Go on to pairing" }).click();
    await this.page
      .getByRole("dialog", { name: "Pair again with the hub?" })
      .getByRole("button", { name: "Go on to pairing" })
      .click();
  }
}
