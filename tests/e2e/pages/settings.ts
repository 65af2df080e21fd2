import { expect, type Page } from "@playwright/test";
import type { RunningApp } from "../hosts/host.ts";

export class Settings {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: "Settings" })
      .click();
  }

  async close(): Promise<void> {
    await this.page
      .getByRole("navigation", { name: "Places" })
      .getByRole("button", { name: "Inventory" })
      .click();
  }

  /** A folder that photos come from or go to as well. */
  photoPlace(name: "Watched folder" | "Second place") {
    return this.page.getByRole("group", { name });
  }

  /** Chooses it in the system's dialog, or writes its path where there is none, as in a browser. */
  async usePhotoPlace(app: RunningApp, name: "Watched folder" | "Second place", path: string): Promise<void> {
    const place = this.photoPlace(name);
    const choose = place.getByRole("button", { name: /Choose…|Change…/ });
    if (app.hasDialogs) await app.choose([path], () => choose.click());
    else {
      await choose.click();
      await place.getByRole("textbox").fill(path);
      await place.getByRole("button", { name: "Save" }).click();
    }
    await expect(place.getByText(path)).toBeVisible();
  }

  /** What photo files take on this desk's disk. */
  get photoSpace() {
    return this.page.getByRole("region", { name: "Disk space for photos" });
  }

  get licences() {
    return this.page.getByRole("dialog", { name: "Third-party licenses" });
  }

  async showLicences(): Promise<void> {
    await this.page.getByRole("region", { name: "About" }).getByRole("button", { name: "Show" }).click();
  }

  /** Which hub the desk uses, and what stays of one that it left. */
  get hub() {
    return this.page.getByRole("region", { name: "Hub" });
  }

  /** Everything into one file. */
  get exportAll() {
    return this.page.getByRole("region", { name: "Export everything" });
  }

  /** Saves it where the system's dialog says or, where there is none, downloads it. */
  async exportTo(app: RunningApp, path: string, passphrase: string): Promise<void> {
    await this.exportAll.getByRole("button", { name: "Export everything…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Export everything" });
    await dialog.getByLabel("Passphrase").fill(passphrase);
    await dialog.getByLabel("Once more").fill(passphrase);
    if (app.hasDialogs)
      return app.saveAs(path, () => dialog.getByRole("button", { name: "Save to…" }).click());
    await dialog.getByRole("button", { name: "Make the file" }).click();
    const download = this.page.waitForEvent("download");
    await this.exportAll.getByRole("link", { name: "Download the file" }).click();
    return (await download).saveAs(path);
  }

  get joinDialog() {
    return this.page.getByRole("dialog", { name: "Join a hub with this lot" });
  }

  async askToJoin(): Promise<void> {
    // The people come from the hub, and move what is below them.
    const people = this.page.getByRole("region", { name: "People and desks" });
    await expect(people.getByRole("listitem").first()).toBeVisible();
    await this.hub.getByRole("button", { name: "Join a hub with this lot…" }).click();
  }

  async joinHub(address: string, code: string): Promise<void> {
    await this.joinDialog.getByLabel("Address of the new hub").fill(address);
    await this.joinDialog.getByLabel("Code").fill(code);
    await this.joinDialog.getByRole("button", { name: "Join" }).click();
  }

  async deleteLeftHub(): Promise<void> {
    await this.hub.getByRole("button", { name: "Delete the old hub's data…" }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Delete it" }).click();
  }
}
