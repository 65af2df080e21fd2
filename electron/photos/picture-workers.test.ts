import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";
import { cameraPicture } from "../../tests/support/images.ts";
import { greyOf } from "./grey-pixels.ts";
import { openPictureWorkers } from "./picture-workers.ts";

const wasm = readFileSync(fileURLToPath(import.meta.resolve("zxing-wasm/writer/zxing_writer.wasm")));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
const workers = openPictureWorkers();
afterAll(() => workers[Symbol.asyncDispose]());
const signal = new AbortController().signal;

/** A photo of a label: a code of that width on a picture of 1920 pixels, slightly turned. */
async function photoOf(format: "QRCode" | "Code39" | "Code128" | "DataMatrix", text: string, width: number) {
  const { svg } = await writeBarcode(text, { format, scale: 4 });
  const label = await sharp(Buffer.from(svg))
    .resize({ width, kernel: "nearest" })
    .flatten({ background: "#ffffff" })
    .extend({ top: 40, bottom: 40, left: 40, right: 40, background: "#ffffff" })
    .rotate(4, { background: "#ffffff" })
    .toBuffer();
  const { data, info } = await sharp(await cameraPicture(1920, 1440, 6))
    .composite([{ input: label, left: 300, top: 400 }])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return greyOf({ data, info });
}

test.for([
  ["QRCode", "https://lote.example/u/C-1018", 300],
  ["Code39", "3VW2K7AJ5EM388202", 1100],
  ["Code128", "C-1018", 500],
  ["DataMatrix", "3VW2K7AJ5EM388202", 200],
] as const)("reads a %s that says %s", { timeout: 30_000 }, async ([format, text, width]) => {
  expect(await workers.readCodes(await photoOf(format, text, width), signal)).toEqual([text]);
});

test("finds nothing where there is nothing, and goes on", async () => {
  const grey = { data: new Uint8Array(640 * 480).fill(120), width: 640, height: 480 };
  expect(await workers.readCodes(grey, signal)).toEqual([]);
  expect(await workers.readCodes({ data: new Uint8Array(0), width: 0, height: 0 }, signal)).toEqual([]);
  expect(await workers.readCodes(grey, signal)).toEqual([]);
});

test("gives up when it is told to", async () => {
  const grey = { data: new Uint8Array(1920 * 1440), width: 1920, height: 1440 };
  const given = new AbortController();
  const reading = workers.readCodes(grey, given.signal);
  given.abort(new Error("Enough"));
  await expect(reading).rejects.toThrow("Enough");
});
