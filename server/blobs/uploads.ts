import { mkdir, readdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import * as z from "zod";
import { uploadHashKey, uploadRoute } from "#shared/contract/hub.ts";
import { Sha256 } from "#shared/model/primitives.ts";
import { refusals, refuse } from "../http/answers.ts";
import type { HubLog } from "../log.ts";
import type { BlobStore } from "./blob-store.ts";
import { hashOf } from "./hash-of.ts";

/** Largest file that can be uploaded: bytes. */
const uploadLimit = 512 * 1024 * 1024;
/** How long an unfinished upload can be resumed: milliseconds. */
const uploadLifetime = 7 * 24 * 3_600_000;

type Upload = Awaited<ReturnType<FileStore["getUpload"]>>;

/** Resumable uploads by tus 1.0, each tenant in a folder and with a server of its own, so that none can name another's. */
export interface Uploads {
  handle(tenantId: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Finishes what a crash left unfinished after the last byte, and forgets what nobody resumed. */
  sweep(): Promise<void>;
}

export function createUploads(options: { store: BlobStore; folder: string; log: HubLog }): Uploads {
  const folder = join(options.folder, "uploads");
  const serverByTenant = new Map<string, Promise<Server>>();
  const serverOf = (tenantId: string) => {
    const server =
      serverByTenant.get(tenantId) ?? openServer({ ...options, folder: join(folder, tenantId), tenantId });
    serverByTenant.set(tenantId, server);
    return server;
  };

  return {
    async handle(tenantId, request, response) {
      // tus itself would answer GET with the bytes of an unfinished upload.
      if (request.method === "GET") return refuse(request, response, refusals.methodNotAllowed);
      const server = await serverOf(tenantId);
      await server.handle(request, response);
    },
    async sweep() {
      await mkdir(folder, { recursive: true });
      for (const tenantId of await readdir(folder)) {
        const { datastore } = await serverOf(tenantId);
        await datastore.deleteExpired();
        await finishWhole(datastore as FileStore, (upload) =>
          finish({ ...options, tenantId }, datastore as FileStore, upload),
        );
      }
    },
  };
}

interface Destination {
  readonly store: BlobStore;
  readonly tenantId: string;
  readonly log: HubLog;
}

async function openServer(options: Destination & { folder: string }): Promise<Server> {
  await mkdir(options.folder, { recursive: true });
  const datastore = new FileStore({
    directory: options.folder,
    expirationPeriodInMilliseconds: uploadLifetime,
  });
  return new Server({
    path: uploadRoute,
    datastore,
    maxSize: uploadLimit,
    relativeLocation: true,
    allowedOrigins: () => false,
    async onUploadCreate(_request, upload) {
      if (!Metadata.safeParse(upload.metadata).success) throw inTus(badHash);
      return {};
    },
    async onUploadFinish(_request, upload) {
      const finished = await finish(options, datastore, upload);
      if (!finished) throw inTus(refusals.hashMismatch);
      return {};
    },
    onResponseError(_request, error) {
      if (!(error instanceof Error)) return undefined;
      options.log.error("uploadFailed", error);
      return inTus(refusals.defect);
    },
  });
}

const Metadata = z.object({ [uploadHashKey]: Sha256 });
const badHash = { code: "hashMissing", status: 400, message: `The upload needs its sha256 in the metadata` };

/** Puts a whole upload into the content store; false, and nothing is left of it, where it is not what was announced. */
async function finish(
  { store, tenantId }: Destination,
  datastore: FileStore,
  upload: Upload,
): Promise<boolean> {
  const path = join(datastore.directory, upload.id);
  const announced = Metadata.safeParse(upload.metadata);
  const sha256 = await hashOf(path);
  const matches = announced.success && announced.data[uploadHashKey] === sha256;
  if (!matches) {
    await datastore.remove(upload.id);
    return false;
  }
  await store.adopt(tenantId, path, { sha256, bytes: upload.offset });
  await datastore.configstore.delete(upload.id);
  return true;
}

async function finishWhole(
  datastore: FileStore,
  finishOne: (upload: Upload) => Promise<boolean>,
): Promise<void> {
  for (const id of (await datastore.configstore.list?.()) ?? []) {
    const upload = await datastore.getUpload(id).catch(() => null);
    if (upload === null) await datastore.configstore.delete(id);
    else if (upload.offset === upload.size) await finishOne(upload);
  }
}

/** tus answers with a status and a text; ours is the JSON that every other route answers with. */
function inTus({ code, status, message }: { code: string; status: number; message: string }) {
  return { status_code: status, body: JSON.stringify({ defined: true, code, status, message }) };
}
