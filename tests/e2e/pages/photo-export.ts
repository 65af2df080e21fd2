import { expect, type Locator, type Page } from "@playwright/test";

/** Pictures on their way out: the export, its tray, and the presets in the settings. */
export class PhotoExport {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog", { name: /^Export \d+ picture/ });
  }

  /** The files in the order in which they leave. */
  get files(): Locator {
    return this.dialog.getByRole("listitem");
  }

  get tray(): Locator {
    return this.page.getByRole("complementary", { name: "Picture jobs" });
  }

  get presets(): Locator {
    return this.page.getByRole("region", { name: "Channels and watermarks" });
  }

  get preset(): Locator {
    return this.page.getByRole("dialog", { name: "Preset" });
  }

  /** All photos of the car that is open. */
  async open(): Promise<void> {
    const strip = this.page.getByRole("region", { name: "Photos", exact: true });
    await strip.getByRole("button", { name: "More", exact: true }).click();
    await this.page.getByRole("menuitem", { name: /^Export/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  async choose(preset: string): Promise<void> {
    await this.dialog.getByRole("radio", { name: new RegExp(`^${preset}`) }).click();
  }

  async start(): Promise<void> {
    await this.dialog.getByRole("button", { name: /^Export \d+ picture/ }).click();
  }

  async names(): Promise<string[]> {
    return this.files.locator("strong").allTextContents();
  }

  async edit(preset: string): Promise<void> {
    await this.presets.getByRole("button", { name: `Edit ${preset}` }).click();
    await expect(this.preset).toBeVisible();
  }

  async act(preset: string, name: string): Promise<void> {
    await this.presets.getByRole("button", { name: `More for ${preset}` }).click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  /** Mantine's switches lie under their own drawing. */
  async switchOn(name: "Watermark" | "Price banner"): Promise<void> {
    await this.preset.getByRole("switch", { name }).click({ force: true });
  }

  async format(name: "JPEG" | "WebP" | "AVIF" | "PNG"): Promise<void> {
    await this.preset.getByRole("radiogroup", { name: "Format" }).getByText(name, { exact: true }).click();
  }

  async save(): Promise<void> {
    await this.preset.getByRole("button", { name: "Save", exact: true }).click();
    await expect(this.preset).toBeHidden();
  }
}
