import type { Locator, Page } from "@playwright/test";

/** People and desks, in the settings; and what a desk says that was removed. */
export class People {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  private get section() {
    return this.page.getByRole("region", { name: "People and desks" });
  }

  person(name: string): Locator {
    return this.section.getByRole("listitem", { name, exact: true });
  }

  /** A one-time code for somebody new. */
  async invite(name: string, role: string): Promise<string> {
    await this.section.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Invite somebody" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("radio", { name: role }).check();
    await dialog.getByRole("button", { name: "Make the code" }).click();
    const shown = this.page.getByRole("dialog", { name: `Code for ${name}` });
    const code = (await shown.getByRole("status").first().innerText()).trim();
    await shown.getByRole("button", { name: "Done" }).click();
    return code;
  }

  async changeRole(name: string, role: string): Promise<void> {
    await this.person(name)
      .getByRole("combobox", { name: `Role of ${name}` })
      .click();
    await this.page.getByRole("option", { name: role }).click();
  }

  async removeDesk(person: string, desk: string): Promise<void> {
    await this.person(person)
      .getByRole("button", { name: `More about the desk ${desk}` })
      .click();
    await this.page.getByRole("menuitem", { name: "Remove this desk" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  }

  get removal() {
    return this.page.getByRole("dialog", { name: "This desk was removed from the dealership" });
  }

  async joinAgain(code: string): Promise<void> {
    await this.removal.getByLabel("Code from another desk").fill(code);
    await this.removal.getByRole("button", { name: "Join again" }).click();
  }

  async wipe(): Promise<void> {
    await this.removal.getByRole("button", { name: "Delete everything here…" }).click();
    await this.page
      .getByRole("dialog")
      .getByRole("button", { name: "Delete everything", exact: true })
      .click();
  }
}
