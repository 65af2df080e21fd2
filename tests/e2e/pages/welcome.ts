import type { Page } from "@playwright/test";

/** The first-run question. */
export class Welcome {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get title() {
    return this.page.getByRole("heading", { name: "Welcome to Autosell" });
  }

  get problem() {
    return this.page.getByRole("alert");
  }

  async startWithSampleLot(): Promise<void> {
    await this.page.getByRole("button", { name: /Start with a sample lot/ }).click();
  }

  async startEmpty(dealership: string): Promise<void> {
    await this.page.getByRole("button", { name: /Start empty/ }).click();
    await this.page.getByLabel("Dealership name").fill(dealership);
    await this.page.getByRole("button", { name: "Start", exact: true }).click();
  }

  async join(address: string, code: string): Promise<void> {
    await this.page.getByRole("button", { name: /Join a dealership/ }).click();
    await this.page.getByLabel("Hub address").fill(address);
    await this.submitCode(code);
  }

  /** In the form that is open already, perhaps because another code was refused. */
  async submitCode(code: string): Promise<void> {
    await this.page.getByLabel("Pairing code").fill(code);
    await this.page.getByRole("button", { name: "Join", exact: true }).click();
  }
}
