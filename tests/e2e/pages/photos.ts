import { expect, type Locator, type Page } from "@playwright/test";

type Box = NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>;

/** The photos of the car that is open, the tray of imports, and the viewer. */
export class Photos {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get strip() {
    return this.page.getByRole("region", { name: "Photos", exact: true });
  }

  get tiles() {
    return this.strip.getByRole("button", { name: /^Photo \d+ of \d+/ });
  }

  get cover() {
    return this.strip.getByRole("button", { name: /^Photo \d+ of \d+, Cover$/ });
  }

  get tray() {
    return this.page.getByRole("complementary", { name: "Photo imports" });
  }

  get viewer() {
    return this.page.getByRole("dialog").filter({ hasText: /Photo \d+ of \d+/ });
  }

  tile(number: number): Locator {
    return this.strip.getByRole("button", { name: new RegExp(`^Photo ${number} of `) });
  }

  /** The files that did not become photos, in a dialog of their own. */
  get refused() {
    const list = this.page.getByRole("dialog", { name: "Files that were not taken" });
    return { list, file: (name: string) => list.getByRole("listitem", { name }) };
  }

  /** The files of an import with their outcomes, in the tray. */
  outcome(file: string): Locator {
    return this.tray.getByRole("listitem").filter({ hasText: file });
  }

  async showFiles(): Promise<void> {
    await this.tray.getByRole("button", { name: "Show files" }).click();
  }

  /** The hash of a tile's picture: what tells one photo from another, on every desk. */
  async pictureOf(number: number): Promise<string> {
    const source = await this.tile(number).locator("img").last().getAttribute("src");
    return /[0-9a-f]{64}/.exec(source ?? "")?.[0] ?? "";
  }

  /** All of them at one moment: a tile that goes while the order is read would be waited for. */
  async order(): Promise<string[]> {
    const sources = await this.tiles.evaluateAll((tiles) =>
      tiles.map((tile) => [...tile.querySelectorAll("img")].at(-1)?.getAttribute("src") ?? ""),
    );
    return sources.map((source) => /[0-9a-f]{64}/.exec(source)?.[0] ?? "");
  }

  async addFiles(): Promise<void> {
    await this.strip.getByRole("button", { name: "Add photos" }).click();
    await this.page.getByRole("menuitem", { name: "Choose files…" }).click();
  }

  async act(number: number, name: "Use as cover" | "Delete photo"): Promise<void> {
    const tile = this.page.getByRole("button", { name: new RegExp(`^Photo ${number} of `) });
    const item = this.strip.getByRole("listitem").filter({ has: tile });
    await item.hover();
    await item.getByRole("button", { name }).click();
  }

  async keepOnDesk(): Promise<void> {
    await this.strip.getByRole("button", { name: "More", exact: true }).click();
    await this.page.getByRole("menuitemcheckbox", { name: "Keep this car's photos on this desk" }).click();
  }

  /** Drags one tile to the place of another, as a hand does: past the threshold, in steps. */
  async dragOnto(from: number, to: number): Promise<void> {
    const [start, end] = await Promise.all([this.centreOf(from), this.centreOf(to)]);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move(start.x + 12, start.y, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 12 });
    await this.page.mouse.up();
  }

  private async centreOf(number: number): Promise<{ x: number; y: number }> {
    const tile = this.tile(number);
    await tile.scrollIntoViewIfNeeded();
    const box = await tile.boundingBox();
    if (!box) throw new Error(`Photo ${number} is not visible`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Photos of the car that were deleted. */
  get bin() {
    return this.strip.getByRole("list", { name: "Deleted photos" });
  }

  async showDeleted(): Promise<void> {
    await this.strip.getByRole("button", { name: "More", exact: true }).click();
    await this.page.getByRole("menuitem", { name: "Show deleted photos" }).click();
  }

  /** "3 selected". */
  get selectionStatus() {
    return this.selection.getByRole("status");
  }

  selectionTool(name: string): Locator {
    return this.selection.getByRole("button", { name });
  }

  private get selection() {
    return this.strip.getByRole("toolbar", { name: "Acts on the selected photos" });
  }

  get shotList() {
    return this.strip.getByRole("region", { name: "Shot list" });
  }

  /** "Engine: missing", "Engine: 2 photos". */
  shot(name: string | RegExp): Locator {
    return this.shotList.getByRole("button", { name });
  }

  /** What is marked on tiles as wrong. */
  marks(name: string): Locator {
    return this.strip.getByRole("img", { name });
  }

  /** Clicks a place of the large picture, in fractions of it. */
  async clickPicture(x: number, y: number): Promise<void> {
    const box = await this.pictureBox();
    await this.page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  }

  /** Where a pin points in the large picture, in hundredths of it. */
  async placeOf(pin: Locator): Promise<{ x: number; y: number }> {
    const [box, tip] = await Promise.all([this.pictureBox(), pin.boundingBox()]);
    const hundredths = (value: number) => Math.round(value * 100) / 100;
    return {
      x: hundredths(((tip?.x ?? 0) - box.x) / box.width),
      y: hundredths(((tip?.y ?? 0) + (tip?.height ?? 0) - box.y) / box.height),
    };
  }

  /** Asked again where another size of the picture just took its place. */
  private async pictureBox(): Promise<Box> {
    const picture = this.viewer.getByRole("img", { name: /^Photo \d+ of/ });
    await expectPainted(picture);
    return (await picture.boundingBox()) ?? this.pictureBox();
  }

  /** Drags photos out of the window by the handle in a tile's corner; answers with what the browser is told of it. */
  async dragOut(number: number): Promise<string> {
    const tile = this.page.getByRole("button", { name: new RegExp(`^Photo ${number} of `) });
    await tile.hover();
    const told = this.page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          window.addEventListener(
            "dragstart",
            (event) => resolve(event.dataTransfer?.getData("DownloadURL") ?? ""),
            { once: true },
          ),
        ),
    );
    const handle = this.strip
      .getByRole("listitem")
      .filter({ has: tile })
      .getByTitle("Drag from here into another program or folder");
    // Waits until the tile has come to rest and nothing lies over its handle.
    await handle.hover();
    await this.page.mouse.down();
    const box = await handle.boundingBox();
    if (!box) throw new Error(`Photo ${number} cannot be dragged out`);
    await this.page.mouse.move(box.x - 40, box.y + 60, { steps: 4 });
    await this.page.mouse.up();
    return told;
  }

  /** That a tile's picture has been painted, and is higher than it is wide. */
  async expectUpright(number: number): Promise<void> {
    const image = this.tile(number).locator("img").last();
    await expect
      .poll(() => image.evaluate((picture: HTMLImageElement) => picture.naturalHeight - picture.naturalWidth))
      .toBeGreaterThan(0);
  }

  /** That every picture of the strip has really been painted. */
  async expectShown(count: number): Promise<void> {
    await expect(this.tiles).toHaveCount(count);
    for (let number = 1; number <= count; number += 1)
      await expectPainted(this.tile(number).locator("img").last());
  }
}

/** That a picture has come and has pixels. */
export async function expectPainted(image: Locator): Promise<void> {
  await expect
    .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
    .toBeGreaterThan(0);
}
