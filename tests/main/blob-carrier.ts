/** Fetches or sends one blob and ends, unless it is killed first. Started by `blob-kill.test.ts`. */
import { join } from "node:path";
import { openBlobStore } from "#electron/photos/blob-store.ts";
import { downloadBlob } from "#electron/sync/blob-download.ts";
import { uploadBlob } from "#electron/sync/blob-upload.ts";
import { createHubClient } from "#electron/sync/hub-client.ts";
import { openUploadPlaces } from "#electron/sync/upload-places.ts";

const log = { info() {}, error: () => "" };
const [way = "", folder = "", address = "", deviceId = "", secret = "", sha256 = ""] = process.argv.slice(2);
const client = createHubClient({ connection: () => ({ address, deviceId, secret }), log });
const blobs = await openBlobStore(join(folder, "blobs"));
const places = await openUploadPlaces(join(folder, "places.json"), log);
const never = new AbortController().signal;

if (way === "fetch") await downloadBlob(sha256, { blobs, client, log }, never);
else {
  const bytes = (await blobs.size(sha256)) ?? 0;
  await uploadBlob(
    { sha256, path: blobs.path(sha256), bytes },
    { client, places, isNear: () => false },
    never,
  );
}
