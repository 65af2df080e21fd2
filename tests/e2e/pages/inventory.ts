import { expect, type Locator, type Page } from "@playwright/test";

interface NewCar {
  readonly stockNumber: string;
  readonly year?: string;
  readonly make?: string;
  readonly model?: string;
  readonly price?: string;
}

/** The lot: its table, its search and filters, and the car that is open beside it. */
export class Inventory {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get table() {
    return this.page.getByRole("grid", { name: "Cars" });
  }

  /** "24 cars", "3 of 24 cars". */
  get summary() {
    return this.page.getByRole("status", { name: "What the list shows" });
  }

  get search() {
    return this.page.getByRole("textbox", { name: "Search cars" });
  }

  get details() {
    return this.page.getByRole("region", { name: "Car details" });
  }

  /** Where the car may go from here. */
  get moves() {
    return this.details.getByRole("group", { name: "Next steps" }).getByRole("button");
  }

  get history() {
    return this.details.getByRole("region", { name: "History" });
  }

  /** What two desks made of a field, beside it. */
  overlap(field: string): Locator {
    return this.details.getByRole("group", { name: `${field}: changed on two desks` });
  }

  row(words: string): Locator {
    return this.table.getByRole("row").filter({ hasText: words });
  }

  /** Shows only the cars that may be in the list twice, or all again. */
  get possibleDuplicates(): Locator {
    return this.page.getByRole("button", { name: /^Possible duplicates/ });
  }

  /** Cars that are in sight, from the top. */
  get rows(): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("gridcell") });
  }

  /** What stands under a column, from the top. */
  async column(name: string): Promise<string[]> {
    const headers = await this.table.getByRole("columnheader").allInnerTexts();
    const place = headers.findIndex((header) => header.trim().startsWith(name));
    const rows = await this.rows.all();
    return Promise.all(
      rows.map(async (row) => (await row.getByRole("gridcell").nth(place).innerText()).trim()),
    );
  }

  async add(car: NewCar): Promise<void> {
    await this.page.getByRole("button", { name: "Add car" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "Add a car" });
    await dialog.getByLabel("Stock number").fill(car.stockNumber);
    if (car.year) await dialog.getByLabel("Year").fill(car.year);
    if (car.make) await dialog.getByLabel("Make").fill(car.make);
    if (car.model) await dialog.getByLabel("Model").fill(car.model);
    if (car.price) await dialog.getByLabel("Price", { exact: true }).fill(car.price);
    await dialog.getByRole("button", { name: "Add car" }).click();
    await expect(dialog).toBeHidden();
  }

  async open(words: string): Promise<void> {
    await this.row(words).click();
    // Another car may have been open before, whose details are on show for a moment longer.
    const field = this.page.locator(`input[value=${JSON.stringify(words)}]`);
    await expect(
      this.details.filter({ hasText: words }).or(this.details.filter({ has: field })),
    ).toBeVisible();
  }

  field(label: string): Locator {
    return this.details.getByRole("region", { name: "Details" }).getByLabel(label, { exact: true });
  }

  /** Types into a field of the open car and leaves it, which is what keeps it. */
  async write(label: string, text: string): Promise<void> {
    const field = this.field(label);
    await field.fill(text);
    await field.blur();
    await expect(field).not.toHaveAttribute("aria-busy", "true");
  }

  async moveTo(status: string): Promise<void> {
    await this.details.getByRole("button", { name: `Move to ${status}` }).click();
  }

  filter(status: string): Locator {
    return this.page.getByRole("group", { name: "Filter by status" }).getByRole("button", { name: status });
  }

  async sortBy(column: string): Promise<void> {
    await this.table.getByRole("columnheader", { name: column }).getByRole("button").click();
  }

  async directionOf(column: string): Promise<string | null> {
    return this.table.getByRole("columnheader", { name: column }).getAttribute("aria-sort");
  }

  /** The prices in sight as numbers, from the top; cars without one count as nothing. */
  async prices(): Promise<number[]> {
    return (await this.column("Price")).map((text) => Number(text.replace(/[^0-9.]/g, "")));
  }

  async more(act: "Duplicate" | "Move to bin"): Promise<void> {
    await this.details.getByRole("button", { name: "More acts on this car" }).click();
    await this.page.getByRole("menuitem", { name: act }).click();
  }

  async close(): Promise<void> {
    await this.details.getByRole("button", { name: "Close details" }).click();
    await expect(this.details).toBeHidden();
  }

  place(name: "Inventory" | "Bin" | "Settings"): Locator {
    return this.page.getByRole("navigation", { name: "Places" }).getByRole("button", { name });
  }
}
