import { expect, type Locator, type Page } from "@playwright/test";

type Printed = "Window sticker" | "Stock label";

/** Cars on their way to the printer: what is printed, on what, and the pages. */
export class Printing {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: /^Print \d+ cars?$/ });
  }

  /** The pages in sight, as they come out of the printer. */
  get pages(): Locator {
    return this.dialog.getByRole("img", { name: /^Page \d+ of \d+$/ });
  }

  get summary(): Locator {
    return this.dialog.getByRole("status");
  }

  /** Prints the selected cars. */
  async open(what: Printed): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+p");
    await this.dialog.getByRole("radiogroup", { name: "What to print" }).getByText(what).click();
    await expect(this.pages.first()).toBeVisible();
  }

  async chooseSheet(name: string): Promise<void> {
    await this.dialog.getByRole("combobox", { name: "Labels" }).click();
    await this.page.getByRole("option", { name }).click();
  }

  async startAt(label: number): Promise<void> {
    await this.write("Start at label", String(label));
  }

  async write(field: string, text: string): Promise<void> {
    const input = this.dialog.getByRole("textbox", { name: field });
    await input.fill(text);
    await input.blur();
  }

  async print(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Print…" }).click();
  }

  async savePdf(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Save PDF…" }).click();
  }
}
