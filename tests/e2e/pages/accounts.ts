import { expect, type Locator } from "@playwright/test";
import type { RunningApp } from "../hosts/host.ts";

/** The accounts in the settings, and what asks for the passphrase that seals them. */
export class AccountsPage {
  private readonly app: RunningApp;

  constructor(app: RunningApp) {
    this.app = app;
  }

  get section(): Locator {
    return this.app.window.getByRole("region", { name: "Accounts" });
  }

  get vault(): Locator {
    return this.app.window.getByRole("dialog", { name: /passphrase|Unlock|credentials/ });
  }

  account(name: string): Locator {
    return this.section.getByRole("listitem", { name, exact: true });
  }

  async choosePassphrase(passphrase: string): Promise<void> {
    await this.section.getByRole("button", { name: "Choose a passphrase…" }).click();
    await this.vault.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await this.vault.getByLabel("The same again").fill(passphrase);
    await this.vault.getByRole("button", { name: "Use this passphrase" }).click();
    await expect(this.vault).toBeHidden();
  }

  async unlock(passphrase: string): Promise<void> {
    await this.vault.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await this.vault.getByRole("button", { name: "Unlock", exact: true }).click();
  }

  /** Begins a sign-in and does in the browser what its page asks; answers with what the browser shows in the end. */
  async signIn(name: string, button: "Connect" | "Reconnect"): Promise<string> {
    const before = (await this.app.openedPages()).length;
    await this.account(name).getByRole("button", { name: button, exact: true }).click();
    await expect.poll(async () => (await this.app.openedPages()).length).toBeGreaterThan(before);
    const page = (await this.app.openedPages()).at(-1) ?? "";
    return (await fetch(page)).text();
  }

  async forget(name: string): Promise<void> {
    await this.account(name)
      .getByRole("button", { name: `More for ${name}` })
      .click();
    await this.app.window.getByRole("menuitem", { name: "Forget…" }).click();
    await this.app.window.getByRole("dialog").getByRole("button", { name: "Forget", exact: true }).click();
  }
}
