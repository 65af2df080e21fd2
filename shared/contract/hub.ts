import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Id, Instant, Sha256 } from "../model/primitives.ts";
import { PersonReference } from "../model/person.ts";
import { Role } from "../model/role.ts";
import {
  DeskIdentity,
  FeedChange,
  PullRequest,
  PullResponse,
  PushRequest,
  PushResponse,
  SnapshotRequest,
  SnapshotResponse,
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
export const singleShotLimit = 32 * 1024 * 1024;

/** Who a desk's person is, and what of. */
export const Member = PersonReference.extend({ role: Role });
export type Member = z.infer<typeof Member>;

/** Whose desk asks, and what the hub calls it. */
export const Admitted = Member.extend({ deskName: z.string() });
export type Admitted = z.infer<typeof Admitted>;

/** What a pairing gives a desk. `secret` buys 15-minute tokens and is kept in the vault. */
export const Pairing = z.object({
  tenantId: Id,
  deviceId: Id,
  person: Member,
  secret: z.string().min(32),
});
export type Pairing = z.infer<typeof Pairing>;

/** A one-time code, and until when it is good. */
export const OneTimeCode = z.object({ code: z.string(), expiresAt: Instant });
export type OneTimeCode = z.infer<typeof OneTimeCode>;

const PersonName = z.string().trim().min(1).max(60);

/** A person of the dealership. `invitedUntil` is when an invitation that nobody has used yet ends; null without one. */
export const Person = Member.extend({ addedAt: Instant, invitedUntil: Instant.nullable() });
export type Person = z.infer<typeof Person>;

/** A desk that was paired. `lastSeenAt` is when it last asked for a token, which it does every quarter of an hour at most. */
export const Device = z.object({
  deviceId: Id,
  personId: Id,
  name: z.string(),
  pairedAt: Instant,
  lastSeenAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type Device = z.infer<typeof Device>;

export const AuditAct = z.enum([
  "paired",
  "pairingRefused",
  "tokenRefused",
  "codeMade",
  "invited",
  "invitationCancelled",
  "personChanged",
  "personRemoved",
  "deviceRenamed",
  "deviceRevoked",
]);
export type AuditAct = z.infer<typeof AuditAct>;

/** What was done about people and desks: by which desk (null: the hub's operator, or nobody known), to whom. */
export const AuditEntry = z.object({
  number: z.int(),
  at: Instant,
  act: AuditAct,
  byDeviceId: Id.nullable(),
  personId: Id.nullable(),
  deviceId: Id.nullable(),
  /** The role that was given, the new name of a desk, or why it was turned away. */
  detail: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const open = oc.errors({
  /** From this device, or without a token from this address; nothing was done, and the same call may be made again then. */
  tooManyRequests: { status: 429, data: z.object({ retryAfterSeconds: z.int() }) },
});
const signedIn = open.errors({
  /** No token, or one that is not (or no longer) good: get another with the device secret. */
  UNAUTHORIZED: { status: 401, message: "The device token is missing, expired or not ours" },
  /** For good, unless it pairs again: the desk offers to wipe what it has. */
  deviceRevoked: { status: 403, message: "This device was removed from the dealership" },
});
/** What an owner does, and nobody else. */
const forOwners = signedIn.errors({
  notAllowed: { status: 403, message: "Only an owner may do that" },
  unknownPerson: { status: 404, message: "There is no such person" },
  lastOwner: { status: 409, message: "A dealership has to keep one owner" },
});
const forDevices = signedIn.errors({
  notAllowed: { status: 403, message: "Only an owner may do that to another's device" },
  unknownDevice: { status: 404, message: "There is no such device" },
  /** The last desk that an owner has is not removed. */
  lastOwner: { status: 409, message: "A dealership has to keep one owner" },
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
        summary: "A one-time code for one more desk of the same person",
      })
      .output(OneTimeCode),
    redeem: open
      .route({ method: "POST", path: "/pairing/redeem", summary: "Join with a one-time code" })
      .input(DeskIdentity.extend({ code: z.string().trim().min(4).max(40) }))
      .errors({
        codeRefused: { status: 403, message: "The code is unknown, used or expired" },
        /** Or a colleague could take over a desk by naming it. */
        deviceTaken: {
          status: 409,
          message: "This device belongs to somebody else, and was not removed yet",
        },
        tooManyTries: { status: 429, data: z.object({ retryAfterSeconds: z.int() }) },
      })
      .output(Pairing),
  },

  devices: {
    token: open
      .route({ method: "POST", path: "/devices/token", summary: "A 15-minute token for the device secret" })
      .input(z.object({ deviceId: Id, secret: z.string().max(200) }))
      .errors({
        deviceUnknown: { status: 403, message: "The device or its secret is not known here" },
        /** Told only to who has the secret. */
        deviceRevoked: { status: 403, message: "This device was removed from the dealership" },
      })
      .output(z.object({ token: z.string(), expiresAt: Instant })),
    list: signedIn
      .route({
        method: "GET",
        path: "/devices",
        summary: "All desks for an owner, else those of one's own; of the others only that they are",
      })
      .output(
        z.object({
          devices: z.array(Device),
          /** Desks that belong to the dealership now, whoever's they are. */
          present: z.array(Id),
        }),
      ),
    rename: forDevices
      .route({ method: "POST", path: "/devices/rename", summary: "Give a desk another name" })
      .input(z.object({ deviceId: Id, name: PersonName }))
      .output(z.object({})),
    revoke: forDevices
      .route({ method: "POST", path: "/devices/revoke", summary: "Remove a desk: it stops syncing at once" })
      .input(z.object({ deviceId: Id }))
      .output(z.object({})),
  },

  me: signedIn
    .route({ method: "GET", path: "/me", summary: "Whose desk this is, and what of" })
    .output(Admitted),

  people: {
    list: signedIn
      .route({ method: "GET", path: "/people", summary: "Everybody of the dealership" })
      .output(z.object({ people: z.array(Person) })),
    invite: forOwners
      .route({ method: "POST", path: "/people", summary: "Invite somebody; the code is good for a week" })
      .input(z.object({ name: PersonName, role: Role }))
      .output(OneTimeCode.extend({ personId: Id })),
    /** Another code takes the place of the one before. */
    inviteAgain: forOwners
      .route({ method: "POST", path: "/people/invitations", summary: "Another code for somebody" })
      .input(z.object({ personId: Id }))
      .output(OneTimeCode),
    cancelInvitation: forOwners
      .route({ method: "POST", path: "/people/invitations/cancel", summary: "Take an invitation back" })
      .input(z.object({ personId: Id }))
      .output(z.object({})),
    change: forOwners
      .route({ method: "POST", path: "/people/change", summary: "Give a person another name or role" })
      .input(z.object({ personId: Id, name: PersonName, role: Role }))
      .output(z.object({})),
    remove: forOwners
      .route({ method: "POST", path: "/people/remove", summary: "Remove a person with all of their desks" })
      .input(z.object({ personId: Id }))
      .output(z.object({})),
    audit: forOwners
      .route({
        method: "GET",
        path: "/people/audit",
        summary: "What was done about people and desks, latest first",
      })
      .input(
        z.object({
          /** Entries with lower numbers than this; left out for the latest. */
          before: z.coerce.number().int().optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
      )
      .output(z.object({ entries: z.array(AuditEntry) })),
  },

  sync: {
    pull: signedIn
      .route({ method: "GET", path: "/sync/{collection}", summary: "Rows after a checkpoint, in feed order" })
      .input(PullRequest)
      .output(PullResponse),
    snapshot: signedIn
      .route({
        method: "GET",
        path: "/sync/{collection}/snapshot",
        summary: "All rows as they stand, those first that a desk which joins wants to see first",
      })
      .input(SnapshotRequest)
      .output(SnapshotResponse),
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
