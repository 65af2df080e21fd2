/** A worker thread that finds bar and QR codes. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";

export interface CodeTask {
  /** Luma, one byte a pixel. */
  readonly grey: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What the codes say, each once. */
export type CodeAnswer = readonly string[];

/** What is printed on stock tags, window stickers and door labels. */
const options: ReaderOptions = {
  formats: ["Code39", "Code128", "EAN13", "EAN8", "UPCA", "ITF", "QRCode", "DataMatrix", "PDF417"],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  maxNumberOfSymbols: 8,
};

// By itself the library would fetch its WebAssembly from the internet.
const wasm = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
const ready = prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(wasm).buffer },
  fireImmediately: true,
});

/** What browsers call `ImageData`, which Node has no name for. */
type PictureData = Exclude<Parameters<typeof readBarcodes>[0], Blob | ArrayBuffer | Uint8Array>;

async function codesIn({ grey, width, height }: CodeTask): Promise<CodeAnswer> {
  await ready;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < grey.length; pixel++) data.fill(grey[pixel]!, pixel * 4, pixel * 4 + 4);
  const found = await readBarcodes({ data, width, height, colorSpace: "srgb" } as PictureData, options);
  return [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text.trim().slice(0, 500)))];
}

parentPort?.on("message", (task: CodeTask) => {
  void codesIn(task)
    .catch((): CodeAnswer => [])
    .then((answer) => parentPort?.postMessage(answer, []));
});
