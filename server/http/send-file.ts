import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { byteRange } from "../blobs/byte-range.ts";
import { refusals, refuse } from "./answers.ts";

interface ServedFile {
  readonly path: string;
  readonly bytes: number;
  /** Changes whenever the file does. */
  readonly tag: string;
  readonly cacheControl: string;
}

/** Answers `GET` and `HEAD` of a file: whole, one range of it, or that the caller has it already. */
export async function sendFile(
  { path, bytes, tag, cacheControl }: ServedFile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader("etag", tag);
  response.setHeader("cache-control", cacheControl);
  response.setHeader("accept-ranges", "bytes");
  if (request.headers["if-none-match"] === tag) return void response.writeHead(304).end();

  const ifRange = request.headers["if-range"];
  const range = ifRange === undefined || ifRange === tag ? byteRange(request.headers.range, bytes) : null;
  if (range === "unsatisfiable") {
    response.setHeader("content-range", `bytes */${bytes}`);
    return refuse(request, response, refusals.rangeNotSatisfiable);
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  if (range) response.setHeader("content-range", `bytes ${first}-${last}/${bytes}`);
  response.writeHead(range ? 206 : 200, {
    "content-type": "application/octet-stream",
    "content-length": last - first + 1,
  });
  if (request.method === "HEAD" || bytes === 0) return void response.end();
  await send(path, first, last, response);
}

/** A desk that goes away in the middle of a file is nobody's fault. */
async function send(path: string, start: number, end: number, response: ServerResponse): Promise<void> {
  try {
    await pipeline(createReadStream(path, { start, end }), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}
