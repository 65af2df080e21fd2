// Ambient declarations cannot be imported, and a project that meets this file by import alone would not see them.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./libheif-js.d.ts" />
/**
 * A worker thread that decodes HEIC: WebAssembly is busy for most of a second, and a hostile file takes nothing else down
 * with it.
 */
import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import libheif from "libheif-js/wasm-bundle.js";
import { pixelTiff } from "./pixel-tiff.ts";
import { putThisThreadBehindMain } from "./thread-priority.ts";

/** `profile` is the ICC profile of its colours, which libheif does not apply. */
export interface HeicTask {
  readonly path: string;
  readonly profile: Uint8Array | null;
}

export type HeicAnswer =
  | { readonly tiff: Uint8Array<ArrayBuffer>; readonly width: number; readonly height: number }
  | { readonly failure: "unsupportedFormat" | "broken" };

const { heif_colorspace: colorspace, heif_chroma: chroma, heif_error_code: errorCode } = libheif;

const unsupported = new Set([
  errorCode["heif_error_Unsupported_filetype"],
  errorCode["heif_error_Unsupported_feature"],
]);

function failureOf(code: unknown): HeicAnswer {
  return { failure: unsupported.has(code) ? "unsupportedFormat" : "broken" };
}

/** libheif applies the picture's own rotation and mirroring; EXIF orientation in a HEIC is only a copy of it. */
async function decode({ path, profile }: HeicTask): Promise<HeicAnswer> {
  const source = await readFile(path);
  const context = libheif.heif_context_alloc();
  const read = libheif.heif_context_read_from_memory(context, source);
  if (read.code !== errorCode["heif_error_Ok"]) return failureOf(read.code);
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  if (handle.code) return failureOf(handle.code);
  const picture = await libheif.heif_js_decode_image2(
    handle,
    colorspace["heif_colorspace_RGB"],
    chroma["heif_chroma_interleaved_RGB"],
  );
  if (!("channels" in picture)) return failureOf(picture.code);
  const plane = picture.channels.find(({ id }) => id === libheif.heif_channel["heif_channel_interleaved"]);
  if (!plane) return { failure: "broken" };
  const { file, pixels } = pixelTiff(plane.width, plane.height, profile);
  const row = plane.width * 3;
  for (let y = 0; y < plane.height; y++)
    pixels.set(plane.data.subarray(y * plane.stride, y * plane.stride + row), y * row);
  return { tiff: file, width: plane.width, height: plane.height };
}

putThisThreadBehindMain();
parentPort?.on("message", (task: HeicTask) => {
  void decode(task)
    .catch((): HeicAnswer => ({ failure: "broken" }))
    .then((answer) => parentPort?.postMessage(answer, "tiff" in answer ? [answer.tiff.buffer] : []));
});
