import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Id, Instant, Sha256 } from "../model/primitives.ts";
import {
  DeskIdentity,
  FeedChange,
  PullRequest,
  PullResponse,
  PushRequest,
  PushResponse,
} from "./replication.ts";

/**
 * The hub over HTTP (main <-> hub). Every procedure is also a plain HTTP route described by `/openapi.json`. Requests carry
 * `Authorization: Bearer <device token>` unless they are marked open. Blobs travel beside this contract, as bytes:
 * `PUT|GET|HEAD /blobs/{sha256}` (single shot, ranges on GET) and tus 1.0 under `/uploads`.
 */
export const blobRoute = "/blobs";
export const uploadRoute = "/uploads";
/** `GET` of the files of a folder of new versions of the app, where the hub has one; to whoever asks. */
export const updatesRoute = "/updates";
/** tus metadata key that carries the sha256 which the finished upload must have. */
export const uploadHashKey = "sha256";
/** Largest body of a single-shot PUT, in bytes; larger files go by tus. */
export const singleShotLimit = 4 * 1024 * 1024;

export const DeviceRole = z.enum(["owner", "member"]);
export type DeviceRole = z.infer<typeof DeviceRole>;

/** What a pairing gives a desk. `secret` buys 15-minute tokens and is kept in the vault. */
export const Pairing = z.object({
  tenantId: Id,
  deviceId: Id,
  role: DeviceRole,
  secret: z.string().min(32),
});
export type Pairing = z.infer<typeof Pairing>;

const open = oc;
const signedIn = oc.errors({
  /** No token, or one that is not (or no longer) good: get another with the device secret. */
  UNAUTHORIZED: { status: 401, message: "The device token is missing, expired or not ours" },
});

export const hub = {
  health: open
    .route({ method: "GET", path: "/health", summary: "Whether the hub answers and its database does" })
    .output(z.object({ status: z.literal("ok"), database: z.enum(["pglite", "postgresql"]), time: Instant })),

  pairing: {
    createCode: signedIn
      .route({
        method: "POST",
        path: "/pairing/codes",
        summary: "A one-time code that lets one more desk join",
      })
      .output(z.object({ code: z.string(), expiresAt: Instant })),
    redeem: open
      .route({ method: "POST", path: "/pairing/redeem", summary: "Join with a one-time code" })
      .input(DeskIdentity.extend({ code: z.string().trim().min(4).max(40) }))
      .errors({
        codeRefused: { status: 403, message: "The code is unknown, used or expired" },
        tooManyTries: { status: 429, data: z.object({ retryAfterSeconds: z.int() }) },
      })
      .output(Pairing),
  },

  devices: {
    token: open
      .route({ method: "POST", path: "/devices/token", summary: "A 15-minute token for the device secret" })
      .input(z.object({ deviceId: Id, secret: z.string().max(200) }))
      .errors({ deviceUnknown: { status: 403, message: "The device is unknown or was removed" } })
      .output(z.object({ token: z.string(), expiresAt: Instant })),
  },

  sync: {
    pull: signedIn
      .route({ method: "GET", path: "/sync/{collection}", summary: "Rows after a checkpoint, in feed order" })
      .input(PullRequest)
      .output(PullResponse),
    push: signedIn
      .route({
        method: "POST",
        path: "/sync/{collection}",
        summary: "Write rows, each against its assumed version",
      })
      .input(PushRequest)
      .output(PushResponse),
    changes: signedIn
      .route({ method: "GET", path: "/changes", summary: "Server-sent events: which feeds have grown" })
      .output(eventIterator(FeedChange)),
  },

  blobs: {
    missing: signedIn
      .route({ method: "POST", path: "/blobs/missing", summary: "Which of these the hub does not have" })
      .input(z.object({ hashes: z.array(Sha256).max(2000) }))
      .output(z.object({ missing: z.array(Sha256) })),
  },
};
