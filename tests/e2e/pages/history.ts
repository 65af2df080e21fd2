import { expect, type Page } from "@playwright/test";

/** All that was done to a car or a photo, and the ways back. */
export class History {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get panel() {
    return this.page.getByRole("dialog", { name: /^History of/ });
  }

  /** What the car would be, before it goes back. */
  get preview() {
    return this.page.getByRole("dialog", { name: /^Go back to/ });
  }

  line(words: string | RegExp) {
    return this.panel.getByRole("listitem").filter({ hasText: words });
  }

  async openOfCar(): Promise<void> {
    await this.page.getByRole("button", { name: "Whole history" }).click();
    await expect(this.panel).toBeVisible();
  }

  async goBackTo(words: string | RegExp): Promise<void> {
    await this.act(words, "Go back to this moment…");
    await expect(this.preview).toBeVisible();
  }

  async undo(words: string | RegExp): Promise<void> {
    await this.act(words, "Undo this change");
  }

  async close(): Promise<void> {
    await this.panel.getByRole("button", { name: "Close" }).click();
    await expect(this.panel).toBeHidden();
  }

  private async act(words: string | RegExp, name: string): Promise<void> {
    await this.line(words).getByRole("button", { name: "Acts on this change" }).click();
    await this.page.getByRole("menuitem", { name }).click();
  }
}
