import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { singleShotLimit } from "#shared/contract/hub.ts";
import { answerJson, refusals, refuse } from "../http/answers.ts";
import { sendFile } from "../http/send-file.ts";
import type { BlobStore } from "./blob-store.ts";

/** `PUT`, `GET` and `HEAD` of one blob, for a tenant that the caller has made sure of. */
export async function handleBlob(
  store: BlobStore,
  tenantId: string,
  sha256: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "PUT") await put(store, tenantId, sha256, request, response);
  else if (request.method === "GET" || request.method === "HEAD")
    await get(store, tenantId, sha256, request, response);
  else refuse(request, response, refusals.methodNotAllowed);
}

async function put(
  store: BlobStore,
  tenantId: string,
  sha256: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (Number(request.headers["content-length"]) > singleShotLimit)
    return refuse(request, response, refusals.tooLarge);
  const file = store.temporaryFile();
  try {
    const received = await receive(request, file);
    if (received === "tooLarge" || received === "incomplete")
      return refuse(request, response, refusals[received]);
    if (received.sha256 !== sha256) return refuse(request, response, refusals.hashMismatch);
    const known = await store.find(tenantId, sha256);
    if (!known) await store.adopt(tenantId, file, received);
    answerJson(response, known ? 200 : 201, received);
  } finally {
    await rm(file, { force: true });
  }
}

interface Received {
  readonly sha256: string;
  readonly bytes: number;
}

async function receive(
  request: IncomingMessage,
  file: string,
): Promise<Received | "tooLarge" | "incomplete"> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measured = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > singleShotLimit ? new TooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(
      request.iterator({ destroyOnReturn: false }),
      measured,
      createWriteStream(file, { flags: "wx" }),
    );
  } catch (error) {
    if (error instanceof TooLarge) return "tooLarge";
    if (request.errored) return "incomplete";
    throw error;
  }
  return { sha256: hash.digest("hex"), bytes };
}

class TooLarge extends Error {}

async function get(
  store: BlobStore,
  tenantId: string,
  sha256: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const blob = await store.find(tenantId, sha256);
  if (!blob) return refuse(request, response, refusals.notFound);
  const { path, bytes } = blob;
  const cacheControl = "private, max-age=31536000, immutable";
  await sendFile({ path, bytes, tag: `"${sha256}"`, cacheControl }, request, response);
}
