import { expect, type Page } from "@playwright/test";
import type { RunningApp } from "../hosts/host.ts";

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

  /** Opens an export file; what is in it is shown next. */
  async openExport(app: RunningApp, path: string, passphrase: string): Promise<void> {
    await this.page.getByRole("button", { name: /Restore from an export file/ }).click();
    if (app.hasDialogs) {
      await app.choose([path], () => this.page.getByRole("button", { name: "Choose…" }).click());
      // A person sees what the dialog answered before going on.
      await expect(this.page.getByText(path)).toBeVisible();
      // In quotes, as Windows copies a path.
    } else await this.page.getByLabel("Export file").fill(`"${path}"`);
    await this.givePassphrase(passphrase);
  }

  async givePassphrase(passphrase: string): Promise<void> {
    await this.page.getByLabel("Passphrase").fill(passphrase);
    await this.page.getByRole("button", { name: "Open the file" }).click();
  }

  async restoreIt(): Promise<void> {
    await this.page.getByRole("button", { name: "Restore it here" }).click();
    await this.page.getByRole("button", { name: "Open the lot" }).click();
  }

  /** In the form that is open already, perhaps because another code was refused. */
  async submitCode(code: string): Promise<void> {
    await this.page.getByLabel("Pairing code").fill(code);
    await this.page.getByRole("button", { name: "Join", exact: true }).click();
  }
}
