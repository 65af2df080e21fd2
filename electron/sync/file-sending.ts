import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import { type ClientRequest, type IncomingMessage, request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface FileToSend {
  readonly path: string;
  readonly bytes: number;
}

/** This desk's own copy cannot be read: a fault of its disk and not of the hub. */
export class BlobUnreadable extends Error {
  override readonly name = "BlobUnreadable";

  constructor(cause: unknown) {
    super("A picture on this desk cannot be read", { cause });
  }
}

/** Bytes that are read and sent at once. */
const portion = 256 * 1024;
/** Memory that no request is using. */
const spare: Buffer[] = [];

/**
 * Sends a file by `PUT` and answers without the body of the answer. All of it goes through one piece of memory: the bodies of
 * `fetch` are new memory all along, which has the garbage collector run for longer than the sending takes. Throws
 * `BlobUnreadable`, the signal's reason, or an error of the line.
 */
export async function sendFile(
  url: string,
  { file, headers }: { readonly file: FileToSend; readonly headers: Headers },
  signal: AbortSignal,
): Promise<Response> {
  await using handle = await open(file.path).catch(unreadable);
  const send = url.startsWith("https:") ? httpsRequest : httpRequest;
  const fields = { ...Object.fromEntries(headers), "content-length": file.bytes };
  const request = send(url, { method: "PUT", headers: fields, signal });
  const answer = once(request, "response") as Promise<[IncomingMessage]>;
  try {
    const [{ statusCode = 0, headers: said }] = await Promise.race([
      answer,
      writeAll(handle, file.bytes, request).then(() => answer),
    ]);
    const retryAfter = said["retry-after"];
    return new Response(null, {
      status: statusCode,
      headers: retryAfter ? { "retry-after": retryAfter } : {},
    });
  } finally {
    answer.then(
      ([message]) => message.resume(),
      () => {},
    );
    // Where the hub answered before it had everything, or the file cannot be read further.
    if (!request.writableFinished) request.destroy();
  }
}

/** What goes wrong with the line is the answer's to say: the hub may have refused already. */
async function writeAll(handle: FileHandle, bytes: number, request: ClientRequest): Promise<void> {
  const memory = spare.pop() ?? Buffer.allocUnsafeSlow(portion);
  try {
    for (let sent = 0; sent < bytes;) {
      const { bytesRead } = await handle.read(memory, 0, portion, sent).catch(unreadable);
      if (bytesRead === 0) throw new BlobUnreadable(new Error("The file is shorter than it was"));
      await written(request, memory.subarray(0, bytesRead));
      sent += bytesRead;
    }
    request.end();
  } finally {
    spare.push(memory);
  }
}

/** Resolves when the system has the bytes, or nobody wants them any more. */
function written(request: ClientRequest, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => request.write(bytes, () => resolve()));
}

function unreadable(error: unknown): never {
  throw new BlobUnreadable(error);
}
