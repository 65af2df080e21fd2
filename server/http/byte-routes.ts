import type { OpenAPI } from "@orpc/openapi";
import {
  blobRoute,
  singleShotLimit,
  updatesRoute,
  uploadHashKey,
  uploadRoute,
} from "#shared/contract/hub.ts";

const sha256: OpenAPI.ParameterObject = {
  name: "sha256",
  in: "path",
  required: true,
  description: "Lower-case hexadecimal SHA-256 of the file's bytes",
  schema: { type: "string", pattern: "^[0-9a-f]{64}$" },
};
const uploadId: OpenAPI.ParameterObject = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string" },
};
const header = (name: string, description: string, required = true): OpenAPI.ParameterObject => ({
  name,
  in: "header",
  required,
  description,
  schema: { type: "string" },
});
const resumable = header("Tus-Resumable", "1.0.0");
const bytes = { "application/octet-stream": {} };
const refusal = (description: string) => ({
  description,
  content: {
    "application/json": {
      schema: {
        type: "object" as const,
        required: ["code", "status", "message"],
        properties: {
          code: { type: "string" as const },
          status: { type: "integer" as const },
          message: { type: "string" as const },
        },
      },
    },
  },
});
const unauthorized = refusal("No token, or one that is no longer good");

/** Described by hand: what travels as bytes beside the contract. */
export const byteRoutes: OpenAPI.PathsObject = {
  [`${blobRoute}/{sha256}`]: {
    parameters: [sha256],
    put: {
      operationId: "blobs.put",
      summary: `Store a file of up to ${singleShotLimit} bytes in one go`,
      requestBody: { required: true, content: bytes },
      responses: {
        "200": { description: "The hub had it already" },
        "201": { description: "Stored" },
        "400": refusal("The bytes have another hash, or the connection ended early; nothing was kept"),
        "401": unauthorized,
        "413": refusal("Too large for one go: upload it resumably"),
      },
    },
    get: {
      operationId: "blobs.get",
      summary: "A file, or one range of its bytes",
      parameters: [header("Range", "`bytes=<first>-<last>`", false)],
      responses: {
        "200": { description: "The whole file", content: bytes },
        "206": { description: "The range that was asked for", content: bytes },
        "401": unauthorized,
        "404": refusal("The hub does not have it"),
        "416": refusal("The file ends before that range"),
      },
    },
    head: {
      operationId: "blobs.head",
      summary: "Whether the hub has a file, and its size",
      responses: { "200": { description: "It does" }, "401": unauthorized, "404": refusal("It does not") },
    },
  },
  [`${updatesRoute}/{file}`]: {
    parameters: [{ name: "file", in: "path", required: true, schema: { type: "string" } }],
    get: {
      operationId: "updates.get",
      summary: "A new version of the app or its signed manifest, or one range of its bytes; open to all",
      security: [],
      parameters: [header("Range", "`bytes=<first>-<last>`", false)],
      responses: {
        "200": { description: "The whole file", content: bytes },
        "206": { description: "The range that was asked for", content: bytes },
        "404": refusal("There is no such file, or this hub has no new versions"),
        "416": refusal("The file ends before that range"),
      },
    },
  },
  [uploadRoute]: {
    post: {
      operationId: "uploads.create",
      summary: "Begin a resumable upload (tus 1.0)",
      parameters: [
        resumable,
        header("Upload-Length", "Bytes of the whole file"),
        header("Upload-Metadata", `\`${uploadHashKey} <base64 of the hexadecimal SHA-256>\``),
      ],
      responses: {
        "201": { description: "Begun; `Location` is where the bytes go" },
        "400": refusal("The sha256 is missing from the metadata"),
        "401": unauthorized,
        "413": refusal("Too large"),
      },
    },
  },
  [`${uploadRoute}/{id}`]: {
    parameters: [uploadId, resumable],
    head: {
      operationId: "uploads.offset",
      summary: "How much of an upload has arrived",
      responses: {
        "200": { description: "`Upload-Offset` says it" },
        "401": unauthorized,
        "404": { description: "There is no such upload, or it is finished" },
      },
    },
    patch: {
      operationId: "uploads.append",
      summary: "Send the next bytes; with the last ones the SHA-256 is checked",
      parameters: [header("Upload-Offset", "Where these bytes go")],
      requestBody: { required: true, content: { "application/offset+octet-stream": {} } },
      responses: {
        "204": { description: "Taken; after the last byte the file is in the store" },
        "400": refusal("The whole file has another hash; nothing was kept"),
        "401": unauthorized,
        "409": { description: "The offset is not where the upload stands" },
      },
    },
    delete: {
      operationId: "uploads.discard",
      summary: "Give an upload up",
      responses: { "204": { description: "Forgotten" }, "401": unauthorized },
    },
  },
};
