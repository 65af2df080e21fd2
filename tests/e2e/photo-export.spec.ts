import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import exifReader from "exifreader";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { cameraCard } from "./camera-card.ts";
import type { Desk } from "./desk.ts";
import { emptyLot } from "./first-steps.ts";
import type { HostName } from "./hosts/chosen-host.ts";
import { PhotoExport } from "./pages/photo-export.ts";
import { expect, test } from "./world.ts";

// The package is CommonJS: Node gives its functions on the default export only.
const readTags = Reflect.get(exifReader, "load");

interface Exporting {
  readonly desk: Desk;
  readonly out: PhotoExport;
}

/** A new car with these photos, open beside the list. */
async function carWith(desk: Desk, stockNumber: string, files: readonly string[]): Promise<Exporting> {
  await desk.inventory.add({ stockNumber, make: "Nissan", model: "Versa", price: "189000" });
  await desk.inventory.open(stockNumber);
  await desk.drop(desk.photos.strip, files);
  await desk.photos.expectShown(files.length);
  return { desk, out: new PhotoExport(desk.window) };
}

/** A photo that says where and with what it was taken. */
async function tellingPhoto(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, "IMG_0900.JPG");
  const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#7a8894" } });
  await picture
    .withExif({
      IFD0: { Make: "Canon", Model: "EOS R50" },
      IFD2: { DateTimeOriginal: "2026:05:02 09:00:00" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "19/1 25/1 0/1",
        GPSLongitudeRef: "W",
        GPSLongitude: "99/1 8/1 0/1",
      },
    })
    .jpeg()
    .toFile(path);
  return path;
}

/** Exports what the dialog shows, and reads what came out of it: a zip in a browser, a folder elsewhere. */
async function exported({ desk, out }: Exporting, hostName: HostName, folder: string) {
  if (hostName !== "browser") {
    await mkdir(folder, { recursive: true });
    await desk.app.choose([folder], () => out.start());
    await expect(out.tray).toContainText(/pictures? exported/);
    await out.tray.getByRole("button", { name: "Show in folder" }).click();
    await expect.poll(async () => (await desk.app.shownFiles()).length).toBeGreaterThan(0);
    const names = (await readdir(folder)).toSorted();
    return new Map(
      await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)),
    );
  }
  await out.start();
  await expect(out.tray).toContainText(/pictures? exported/);
  const download = desk.window.waitForEvent("download");
  await out.tray.getByRole("link", { name: "Download the zip" }).click();
  const zip = unzipSync(await readFile(await (await download).path()));
  return new Map(
    Object.entries(zip)
      .map(([name, bytes]) => [name, Buffer.from(bytes)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The mean colour of a part of a picture, in fractions of it. */
async function colorOf(picture: Buffer, left: number, top: number, width: number, height: number) {
  const { width: across, height: down } = await sharp(picture).metadata();
  const box = {
    left: Math.round(left * across),
    top: Math.round(top * down),
    width: Math.round(width * across),
    height: Math.round(height * down),
  };
  const [red, green, blue] = (await sharp(await sharp(picture).extract(box).toBuffer()).stats()).channels;
  return { red: red!, green: green!, blue: blue! };
}

test("photos leave in order, as the channel wants them, and say nothing of where they were taken", async ({
  world,
  hostName,
}) => {
  const desk = await emptyLot(world);

  await test.step("photos leave in order, with their names, at the channel's size, and say nothing of where they were taken", async () => {
    const telling = await tellingPhoto(world.path("A-101"));
    expect(readTags(await readFile(telling))["GPSLatitude"]).toBeDefined();
    const car = await carWith(desk, "A-101", [telling, ...(await cameraCard(world.path("A-101"), 2))]);
    const { out } = car;
    await desk.photos.act(3, "Use as cover");
    await expect(desk.photos.cover).toHaveAccessibleName(/^Photo 3 of 3/);

    await out.open();
    await out.choose("Instagram");
    expect(await out.names()).toEqual(["A-101-01.jpg", "A-101-02.jpg", "A-101-03.jpg"]);
    await expect(out.files.first()).toContainText("Cover");
    await expect(out.dialog.getByRole("status")).toContainText("3 pictures may not look right");
    await expect(out.files.first()).toContainText("Loses 40% when cut to shape");
    await expect(out.dialog.getByRole("status")).toContainText("crop it in the editor to say what stays");
    await out.choose("Web");
    await expect(out.files.first()).not.toContainText("Loses");

    const files = await exported(car, hostName, world.path("exported from A-101"));
    expect([...files.keys()]).toEqual(["A-101-01.jpg", "A-101-02.jpg", "A-101-03.jpg"]);
    const sizes = await Promise.all(
      [...files.values()].map(async (file) => {
        const { width, height, format } = await sharp(file).metadata();
        return [width, height, format];
      }),
    );
    expect(sizes).toEqual([
      [1200, 900, "jpeg"],
      [1600, 1200, "jpeg"],
      [1200, 900, "jpeg"],
    ]);
    for (const file of files.values()) {
      const tags = readTags(file);
      for (const name of ["GPSLatitude", "GPSLongitude", "Make", "Model", "DateTimeOriginal"])
        expect(tags[name], name).toBeUndefined();
    }
    await out.tray.getByRole("button", { name: "Dismiss" }).click();
    await expect(out.tray).toBeHidden();
  });

  await test.step("a preset's watermark and price banner are on its pictures, in the preview and in the files", async () => {
    const car = await carWith(desk, "A-102", await cameraCard(world.path("A-102"), 1));
    const { out } = car;
    await out.open();
    const [plain] = (await exported(car, hostName, world.path("plain"))).values();
    await out.tray.getByRole("button", { name: "Dismiss" }).click();
    await expect(out.tray).toBeHidden();

    const logo = world.path("logo.png");
    await writeFile(
      logo,
      await sharp({ create: { width: 400, height: 160, channels: 4, background: "#1040e0" } })
        .png()
        .toBuffer(),
    );
    await desk.settings.open();
    await out.edit("Web");
    await out.switchOn("Watermark");
    await desk.app.choose([logo], () =>
      out.preset.getByRole("button", { name: "Choose a picture…" }).click(),
    );
    await expect(out.preset.getByRole("img", { name: "Watermark" })).toBeVisible();
    await out.switchOn("Price banner");
    await expect(out.preset.getByRole("img", { name: "Preview" })).toBeVisible();
    await expect(out.preset.getByText(/1200 × 900 px/)).toBeVisible();
    await out.save();
    await expect(out.presets).toContainText("JPEG, up to 1920 px, cut to 4:3, watermark, price banner");
    await desk.settings.close();

    await desk.inventory.open("A-102");
    await out.open();
    const [marked] = (await exported(car, hostName, world.path("marked"))).values();
    const mark = await colorOf(marked!, 0.84, 0.8, 0.08, 0.04);
    const bare = await colorOf(plain!, 0.84, 0.8, 0.08, 0.04);
    expect(mark.blue.mean - mark.red.mean).toBeGreaterThan(bare.blue.mean - bare.red.mean + 60);
    const banner = await colorOf(marked!, 0, 0.93, 1, 0.06);
    expect(banner.green.mean).toBeLessThan(90);
    expect(banner.green.max).toBeGreaterThan(200);
  });
});

test("presets are copied, deleted and changed, what was prepared with them is made again, and an export is cancelled", async ({
  world,
  hostName,
}) => {
  const desk = await emptyLot(world);

  await test.step("pictures prepared with a preset are made again after it was changed", async () => {
    const { out } = await carWith(desk, "A-101", await cameraCard(world.path("A-101"), 3));
    await desk.settings.open();
    await out.act("Facebook", "Prepare pictures of all cars");
    await expect(out.tray).toContainText("3 pictures ready for Facebook");
    await expect(out.presets.getByRole("listitem").filter({ hasText: "Facebook" })).toContainText(
      "3 pictures ready",
    );
    await out.tray.getByRole("button", { name: "Dismiss" }).click();
    await expect(out.tray).toBeHidden();

    await out.edit("Facebook");
    await out.format("WebP");
    await out.save();
    await expect(desk.window.getByText("3 pictures were made with the earlier version")).toBeVisible();
    await expect(out.presets.getByRole("listitem").filter({ hasText: "Facebook" })).toContainText(
      "3 pictures are from before a change",
    );
    const shownBefore = hostName === "standin" ? (await desk.hands.taskbarProgress()).length : 0;
    await out.presets.getByRole("button", { name: "Make them again" }).click();
    await expect(out.tray).toContainText("3 pictures ready for Facebook");
    if (hostName === "standin") {
      const shown = (await desk.hands.taskbarProgress()).slice(shownBefore);
      expect(shown.some((progress) => progress >= 0)).toBe(true);
    }
    await expect(out.presets.getByRole("listitem").filter({ hasText: "Facebook" })).toContainText(
      "3 pictures ready",
    );
    await out.tray.getByRole("button", { name: "Dismiss" }).click();
    await expect(out.tray).toBeHidden();
    await desk.settings.close();
  });

  await test.step("a preset is copied, deleted and brought back", async () => {
    const { out } = await carWith(desk, "A-102", await cameraCard(world.path("A-102"), 1));
    await desk.settings.open();
    await out.act("Telegram", "Duplicate");
    await out.preset.getByRole("textbox", { name: "File names" }).fill("{make}-{color}-{number}");
    await expect(out.preset).toContainText("Nothing is known by the name {color}");
    await out.preset.getByRole("textbox", { name: "File names" }).fill("{make}-{number}");
    await expect(out.preset).toContainText("For example Nissan-01.jpg");
    await out.save();
    await expect(out.presets.getByRole("listitem")).toHaveCount(7);
    await out.act("Telegram (copy)", "Delete");
    await expect(out.presets.getByRole("listitem")).toHaveCount(6);
    await desk.window.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(out.presets.getByRole("listitem")).toHaveCount(7);
    await desk.settings.close();
  });

  await test.step("an export is cancelled, and says how much of it there is", async () => {
    const { out } = await carWith(desk, "A-103", await cameraCard(world.path("A-103"), 12));
    await desk.settings.open();
    await out.presets.getByRole("button", { name: "New preset" }).click();
    await out.preset.getByRole("textbox", { name: "Name", exact: true }).fill("Slow");
    await out.format("AVIF");
    await out.save();
    await desk.settings.close();
    await desk.inventory.open("A-103");
    await out.open();
    await out.choose("Slow");
    const folder = world.path("exported from A-103");
    await mkdir(folder);
    if (hostName === "browser") await out.start();
    else await desk.app.choose([folder], () => out.start());
    await out.tray.getByRole("button", { name: "Cancel" }).click();
    await expect(out.tray).toContainText(/Export cancelled: \d+ of 12 were made/);
    const said = Number(/cancelled: (\d+) of/.exec(await out.tray.innerText())?.[1]);
    expect(said).toBeLessThan(12);
    const made = await readdir(folder);
    expect(made.length).toBeLessThanOrEqual(said);
    for (const name of made) expect((await sharp(join(folder, name)).metadata()).width).toBe(1200);
  });
});
