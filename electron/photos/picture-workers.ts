import { decodeHeic } from "./heic.ts";

/** The threads that do what would keep the event loop busy: decoding HEIC, and looking for bar codes. */
export interface PictureWorkers extends AsyncDisposable {
  readonly decodeHeic: typeof decodeHeic;
}

export function openPictureWorkers(): PictureWorkers {
  return { decodeHeic, async [Symbol.asyncDispose]() {} };
}
