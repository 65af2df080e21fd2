import { createReadStream } from "node:fs";
import { type UploadOptions, DetailedError, Upload } from "tus-js-client";
import { blobRoute, singleShotLimit, uploadHashKey, uploadRoute } from "#shared/contract/hub.ts";
import { BlobUnreadable, type FileToSend } from "./file-sending.ts";
import type { HubClient } from "./hub-client.ts";
import { HubUnavailable } from "./hub-unavailable.ts";
import type { UploadPlaces } from "./upload-places.ts";

/** A blob that is on this desk's disk. */
export interface LocalBlob extends FileToSend {
  readonly sha256: string;
}

/** `refused`: the hub will not take these bytes however often they come. */
export type UploadAnswer = "stored" | "refused";

/** Bytes from which a file goes to a hub elsewhere in parts, so that a line that breaks costs no more than a part of it. */
export const resumableFrom = 4 * 1024 * 1024;

export interface UploadWay {
  readonly client: HubClient;
  readonly places: UploadPlaces;
  /** Whether the hub runs on this computer. */
  readonly isNear: () => boolean;
  /** Bytes from which a file goes in parts. */
  readonly inPartsFrom?: number;
}

/**
 * Brings one blob to the hub: in one request where it is small or has no line to go over, else by tus, from where the last try
 * ended. Throws `BlobUnreadable`, and `HubUnavailable` where the hub goes away.
 */
export function uploadBlob(
  blob: LocalBlob,
  { client, places, isNear, inPartsFrom = resumableFrom }: UploadWay,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  return blob.bytes <= (isNear() ? singleShotLimit : inPartsFrom)
    ? putWhole(blob, client, signal)
    : putResumably(blob, client, places, signal);
}

async function putWhole(blob: LocalBlob, client: HubClient, signal: AbortSignal): Promise<UploadAnswer> {
  const headers = { "content-type": "application/octet-stream" };
  const { status } = await client.request(`${blobRoute}/${blob.sha256}`, { file: blob, headers }, signal);
  return answerOf(status);
}

async function putResumably(
  blob: LocalBlob,
  client: HubClient,
  places: UploadPlaces,
  signal: AbortSignal,
): Promise<UploadAnswer> {
  const { address } = await client.admission(signal);
  try {
    await send(
      blob,
      signal,
      {
        endpoint: `${address}${uploadRoute}`,
        uploadUrl: places.get(address, blob.sha256),
        metadata: { [uploadHashKey]: blob.sha256 },
        uploadSize: blob.bytes,
        retryDelays: null,
        storeFingerprintForResuming: false,
        onBeforeRequest: async (request) => {
          const { authorization } = await client.admission(signal);
          request.setHeader("authorization", authorization);
        },
      },
      (url) => places.set(address, blob.sha256, url),
    );
  } catch (error) {
    if (signal.aborted || error instanceof BlobUnreadable) throw error;
    if (isOfDisk(error)) throw new BlobUnreadable(error);
    const status = error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? 0) : 0;
    // The place stays: the next try goes on there.
    if (status === 0 || status >= 500 || passing.has(status)) throw new HubUnavailable("offline", error);
    places.remove(blob.sha256);
    return "refused";
  }
  places.remove(blob.sha256);
  return "stored";
}

function send(
  blob: LocalBlob,
  signal: AbortSignal,
  options: UploadOptions,
  onPlace: (url: string) => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // tus reads the path by itself; without a listener a file that cannot be opened would take the process down.
  const file = createReadStream(blob.path).on("error", (error) => reject(new BlobUnreadable(error)));
  const upload = new Upload(file, {
    ...options,
    onSuccess: () => resolve(),
    onError: reject,
    onUploadUrlAvailable: () => {
      if (upload.url) onPlace(upload.url);
    },
  });
  const stop = () => {
    void upload.abort().catch(() => {});
    reject(signal.reason);
  };
  signal.addEventListener("abort", stop);
  upload.start();
  return promise.finally(() => {
    signal.removeEventListener("abort", stop);
    file.destroy();
  });
}

/** No admittance, locked by another try, too much asked: none says anything of the picture. */
const passing = new Set([401, 423, 429]);

const diskCodes = new Set(["ENOENT", "EACCES", "EPERM", "EIO", "EISDIR"]);

/** Whether tus failed for want of the file; it says so itself or beneath an error of its own. */
function isOfDisk(error: unknown): boolean {
  const cause = error instanceof DetailedError ? error.causingError : error;
  return cause instanceof Error && "code" in cause && diskCodes.has(String(cause.code));
}

function answerOf(status: number): UploadAnswer {
  return status >= 200 && status < 300 ? "stored" : "refused";
}
