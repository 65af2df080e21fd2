import { expect, type Page } from "@playwright/test";

/** The connection: the status bar's sentence, the top bar's button with its switch, and the panel of what waits. */
export class Sync {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** "Online · all changes saved", "Offline since 14:02, 2 changes waiting". */
  get sentence() {
    return this.page.getByRole("status").filter({ hasText: /^(Online|Offline|Connecting)/ });
  }

  get panel() {
    return this.page.getByRole("dialog", { name: "What waits" });
  }

  /** A car in the panel that has changes to be sent, by any of its words. */
  waiting(words: string) {
    return this.panel
      .getByRole("region", { name: "Changes that wait" })
      .getByRole("listitem")
      .filter({ hasText: words });
  }

  /** A car in the panel that has photos to be sent. */
  waitingPhotos(words: string) {
    return this.panel
      .getByRole("region", { name: "Photos that wait" })
      .getByRole("listitem")
      .filter({ hasText: words });
  }

  overlap(field: string) {
    return this.panel.getByRole("article", { name: field });
  }

  async workOffline(offline: boolean): Promise<void> {
    await this.page
      .getByRole("button", { name: /^(Online|Offline|Connecting)/, expanded: false })
      .first()
      .click();
    const offlineSwitch = this.page.getByRole("switch", { name: "Work offline" });
    await expect(offlineSwitch).toBeChecked({ checked: !offline });
    await offlineSwitch.click();
    await expect(offlineSwitch).toBeChecked({ checked: offline });
    await this.page.keyboard.press("Escape");
  }

  /** What can be done about an own hub that does not start, which the connection's card leads to. */
  get hubTrouble() {
    return this.page.getByRole("dialog", { name: "This computer's own hub does not start" });
  }

  async askWhatToDo(): Promise<void> {
    await this.page
      .getByRole("button", { name: /^Offline/, expanded: false })
      .first()
      .click();
    await this.page.getByRole("button", { name: "What to do…" }).click();
  }

  async beginNewHub(): Promise<void> {
    await this.hubTrouble.getByRole("button", { name: "Begin a new hub" }).click();
  }

  async showWaiting(): Promise<void> {
    await this.sentence.click();
  }

  async closePanel(): Promise<void> {
    await this.panel.getByRole("button", { name: "Close" }).click();
    await expect(this.panel).toBeHidden();
  }
}
