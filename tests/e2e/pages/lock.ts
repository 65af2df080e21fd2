import { expect, type Locator, type Page } from "@playwright/test";

/** The lock: its part of the settings, and the screen that covers everything. */
export class Lock {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get screen(): Locator {
    return this.page.getByRole("dialog", { name: "Autos del Valle" });
  }

  /** From the settings; the code that comes with it. Who works here is above it, and moves it as long as it comes. */
  async setPin(pin: string): Promise<string> {
    await expect(this.page.getByText("This desk", { exact: true }).first()).toBeVisible();
    await this.page.getByRole("region", { name: "Lock" }).getByRole("button", { name: "Set a PIN" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Set a PIN" });
    await dialog.getByLabel("New PIN", { exact: true }).fill(pin);
    await dialog.getByLabel("New PIN once more").fill(pin);
    await dialog.getByRole("button", { name: "Set a PIN" }).click();
    const shown = this.page.getByRole("dialog", { name: "In case you forget the PIN" });
    const code = (await shown.getByRole("status").innerText()).trim();
    await shown.getByRole("button", { name: "I have written it down" }).click();
    return code;
  }

  async unlock(pin: string): Promise<void> {
    await this.screen.getByLabel("PIN").fill(pin);
    await this.page.keyboard.press("Enter");
  }

  /** By the code that came with the PIN. */
  async recover(code: string): Promise<void> {
    await this.screen.getByRole("button", { name: "Forgotten the PIN?" }).click();
    await this.screen.getByLabel("Code").fill(code);
    await this.page.keyboard.press("Enter");
  }
}
