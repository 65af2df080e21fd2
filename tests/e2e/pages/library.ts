import type { Locator, Page } from "@playwright/test";

/** All photos of all cars: its grid, its filters, and the bar of acts on what is selected. */
export class Library {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    const places = this.page.getByRole("navigation", { name: "Places" });
    await places.getByRole("button", { name: "Photos" }).click();
    await this.screen.waitFor();
  }

  get screen() {
    return this.page.getByRole("region", { name: "Photos", exact: true });
  }

  /** "6 photos", "2 of 6 photos". */
  get summary() {
    return this.page.getByRole("status", { name: "What the list shows" });
  }

  get grid() {
    return this.page.getByRole("grid", { name: "Photos of the lot" });
  }

  get photos() {
    return this.grid.getByRole("gridcell");
  }

  get selected() {
    return this.grid.getByRole("gridcell", { selected: true });
  }

  photo(name: string): Locator {
    return this.grid.getByRole("gridcell", { name });
  }

  /** The line above the photos of a car. */
  heading(car: string): Locator {
    return this.grid.getByRole("rowheader").filter({ hasText: car });
  }

  get bar() {
    return this.page.getByRole("toolbar", { name: "What to do with the selected photos" });
  }

  act(name: "Move to car…" | "Tag…" | "Delete" | "Restore" | "Export…"): Locator {
    return this.bar.getByRole("button", { name, exact: true });
  }

  async moveTo(words: string): Promise<void> {
    await (await this.carToMoveTo(words)).click();
  }

  /** The car in the dialog that asks for one; clicking it moves the selected photos. */
  async carToMoveTo(words: string): Promise<Locator> {
    await this.act("Move to car…").click();
    const dialog = this.page.getByRole("dialog", { name: /to which car/ });
    await dialog.getByRole("textbox").fill(words);
    return dialog.getByRole("button", { name: new RegExp(words) });
  }

  async tag(tag: string): Promise<void> {
    await this.act("Tag…").click();
    const dialog = this.page.getByRole("dialog", { name: /^Tags of/ });
    await dialog.getByLabel("New tag").fill(tag);
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
  }

  shelf(name: "All" | "Needs attention" | "Edited" | "Bin"): Locator {
    return this.page.getByRole("group", { name: "Which photos" }).getByRole("button", { name });
  }

  async filterByFinding(finding: string): Promise<void> {
    await this.page.getByRole("button", { name: "Filter by finding" }).click();
    await this.page.getByRole("menuitemcheckbox", { name: finding }).click();
    await this.page.keyboard.press("Escape");
  }

  async clearFilters(): Promise<void> {
    await this.page.getByRole("button", { name: "Clear filters" }).first().click();
  }

  get search() {
    return this.page.getByRole("textbox", { name: "Search photos" });
  }

  get notice() {
    return this.page.getByRole("alert");
  }

  /** What is said at the end of an act. */
  said(words: string | RegExp): Locator {
    return this.page.locator(".mantine-Notifications-root").getByText(words).last();
  }

  async undo(): Promise<void> {
    await this.page
      .locator(".mantine-Notifications-root")
      .getByRole("button", { name: "Undo" })
      .last()
      .click();
  }

  /** An act on many photos while it goes on. */
  get work() {
    return this.page.getByRole("region", { name: "Work in progress" });
  }
}
