import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";

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

  /** A desk among those of a person. */
  desk(name: string): Locator {
    return this.section.getByRole("listitem").getByRole("listitem", { name, exact: true });
  }

  /** A one-time code for somebody new. */
  async invite(name: string, role: string): Promise<string> {
    await this.section.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Invite somebody" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("radio", { name: role }).check();
    await dialog.getByRole("button", { name: "Make the code" }).click();
    return this.readCode(`Code for ${name}`);
  }

  /** A one-time code for one more desk of whoever sits at this one. */
  async addDesk(): Promise<string> {
    await this.section.getByRole("button", { name: "Add a desk" }).click();
    return this.readCode("Add a desk");
  }

  private async readCode(title: string): Promise<string> {
    const shown = this.page.getByRole("dialog", { name: title });
    const code = (await shown.getByRole("status").first().innerText()).trim();
    await shown.getByRole("button", { name: "Done" }).click();
    await expect(shown).toBeHidden();
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
    return this.page.getByRole("main", { name: "This desk was removed from the dealership" });
  }

  get codeField() {
    return this.removal.getByLabel("Code from another desk");
  }

  get joinButton() {
    return this.removal.getByRole("button", { name: "Join again" });
  }

  async joinAgain(code: string): Promise<void> {
    await this.codeField.fill(code);
    await this.joinButton.click();
  }

  /** What the file says, as a browser downloads it. */
  async saveUnsent(): Promise<string> {
    const downloaded = this.page.waitForEvent("download");
    await this.removal.getByRole("button", { name: "Save unsent changes to a file" }).click();
    return readFile(await (await downloaded).path(), "utf8");
  }

  /** Of a desk that has something to lose. */
  async wipe(): Promise<void> {
    await this.removal.getByRole("button", { name: "Delete everything here…" }).click();
    const question = this.page.getByRole("dialog");
    await expect(question).toContainText("Lost for good");
    await question.getByRole("button", { name: "Delete everything", exact: true }).click();
  }
}
