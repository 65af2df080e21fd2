import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { CollectionName, Envelope, Replaced } from "../model/envelope.ts";
import { Currency, Id, Instant, Sha256 } from "../model/primitives.ts";
import { VehicleCost } from "../model/vehicle-cost.ts";
import { PersonReference } from "../model/person.ts";
import { Role } from "../model/role.ts";
import { Vehicle } from "../model/vehicle.ts";
import {
  ComputerSettings,
  ComputerState,
  DesktopCommand,
  DesktopNotice,
  OpenRequest,
  WindowState,
} from "./desktop.ts";
import { DiagnosticsList, DiagnosticsOrder, SavedDiagnostics, saveFailures, WindowNotice } from "./help.ts";
import { accounts, vault } from "./accounts.ts";
import { hubFailures, snapshotFailures } from "./hub-failures.ts";
import { lock } from "./lock.ts";
import { exportFile, restoring } from "./export-file.ts";
import { moving } from "./moving.ts";
import { ownHub } from "./own-hub.ts";
import { people } from "./people.ts";
import { photos } from "./photo-import.ts";
import { photoSpace } from "./photo-space.ts";
import { print } from "./print.ts";
import { rejoinFailures } from "./rejoin-failures.ts";
import { renditions } from "./renditions.ts";
import {
  FeedChange,
  HeldRow,
  PullRequest,
  PullResponse,
  PushRequest,
  PushResponse,
  SnapshotRequest,
  SnapshotResponse,
} from "./replication.ts";
import { vaultLocked } from "./vault-failures.ts";
import { UpdateChannel, UpdateStatus, WorkUnderWay } from "./updates.ts";

/**
 * The bridge (window <-> main): over a MessagePort in Electron, a WebSocket in the browser host. The window has no other
 * way out. Credentials never cross it.
 */

/** What this desk is. `dealership` is null until the first-run question is answered. */
export const DeskDescription = z.object({
  host: z.enum(["electron", "browser"]),
  version: z.string(),
  deviceId: Id,
  deskName: z.string(),
  /** Names the window's database, so that another dealership never opens this one's. */
  dealership: z.object({ tenantId: Id, start: z.enum(["sample", "empty", "joined"]) }).nullable(),
  /** Where the window finds pictures: `<photoBase><sha256>`. */
  photoBase: z.string(),
  /** Who opens file dialogs: main with the system's own, or the window with a file input. */
  fileDialog: z.enum(["main", "window"]),
  /** How pictures are dragged out of the window: by main as files, or by the browser as a download of one. */
  dragOut: z.enum(["main", "window"]),
  /** Which of the dealership's replicas on this desk the window uses: '' the first, a name after each restore. */
  replica: z.string(),
  /**
   * What the desk's person was when the hub last said so. Where `outgrown` is true the replica was made for another role: it has
   * to go before it is opened, and `desk.renewed` be called once it has.
   */
  role: Role,
  outgrown: z.boolean(),
  /** Whose desk this is, as the hub last said; null before it has. */
  person: PersonReference.nullable(),
  /** Who prints: main, with the system's dialog or into a PDF, or the window with the browser's dialog. */
  printing: z.enum(["main", "window"]),
  /** The highest hybrid logical clock stamp this desk is known to have issued, or ''. */
  lastStamp: z.string(),
});
export type DeskDescription = z.infer<typeof DeskDescription>;

/** Where this desk's own hub can be reached by others; null where the desk joined another's hub. */
export const HubSharing = z.object({
  addresses: z.array(z.string()),
  sharedOnNetwork: z.boolean(),
});
export type HubSharing = z.infer<typeof HubSharing>;

export const SyncStatus = z.object({
  connection: z.enum(["offline", "connecting", "online"]),
  /** Why it is offline; null otherwise. */
  reason: z
    .enum([
      "switchedOff",
      "unreachable",
      "ownHubDown",
      "newHub",
      "notPaired",
      "deviceRemoved",
      "vaultLocked",
      "moving",
    ])
    .nullable(),
  /** When the present connection state began. */
  since: Instant,
  /** Documents changed here that the hub has not acknowledged. */
  changesWaiting: z.int().min(0),
  /** Photos whose files (any size) the hub does not have yet. */
  photosWaiting: z.int().min(0),
  /** Pictures that are known here and not fetched yet. */
  picturesToFetch: z.int().min(0),
  lastExchangeAt: Instant.nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** A photo of this desk that the hub does not have in full. */
export const WaitingPhoto = z.object({
  /** The hash of its original. */
  original: Sha256,
  files: z.int().positive(),
  /** Files that the hub has. */
  sent: z.int().min(0),
  /** One of its files is under way. */
  sending: z.boolean(),
});
export type WaitingPhoto = z.infer<typeof WaitingPhoto>;

/** `replaced` is what this desk has changed since the version that the hub is known to have, as it was there. */
const JournalEntry = z.object({
  collection: CollectionName,
  document: Envelope,
  replaced: Replaced.optional(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** A car of the sample lot, ready to be written into the replica. */
export const SampleCar = z.object({
  vehicleId: Id,
  vehicle: Vehicle,
  cost: VehicleCost,
  /** How it came to its present status, oldest first. */
  moves: z.array(
    z.object({
      at: Instant,
      from: Vehicle.shape.status.shape.state.nullable(),
      to: Vehicle.shape.status.shape.state,
    }),
  ),
});
export type SampleCar = z.infer<typeof SampleCar>;

/** A list of cars that the user has given to the app. */
const StockListFile = z.object({ path: z.string(), name: z.string() });

export const bridge = {
  desk: {
    describe: oc.output(DeskDescription),
    /** First run: makes this desk the first of a dealership with a hub of its own. */
    begin: oc
      .input(z.object({ start: z.enum(["sample", "empty"]), deskName: z.string().trim().min(1).max(60) }))
      .errors({
        alreadyBegun: { message: "This desk already belongs to a dealership" },
        diskFull: { message: "The disk has no room for a hub" },
      })
      .output(DeskDescription),
    /** First run: joins a dealership by its hub's address and a one-time code. */
    join: oc
      .input(
        z.object({
          address: z.string().trim().min(1).max(300),
          code: z.string().trim().min(4).max(40),
          deskName: z.string().trim().min(1).max(60),
        }),
      )
      .errors({
        alreadyBegun: { message: "This desk already belongs to a dealership" },
        addressInvalid: { message: "That is not the address of a hub" },
        hubUnreachable: { message: "No hub answers at that address" },
        codeRefused: { message: "The code is unknown, used or expired" },
        deviceTaken: { message: "This device belongs to somebody else of the dealership" },
        tooManyTries: { data: z.object({ retryAfterSeconds: z.int() }) },
        ...vaultLocked,
      })
      .output(DeskDescription),
    /** After this desk was removed, or lost its credential: with a one-time code of the same dealership, and all it has. */
    rejoin: oc
      .input(z.object({ code: z.string().trim().min(4).max(40) }))
      .errors(rejoinFailures)
      .output(DeskDescription),
    /** Whose desk this is and what they are, now and whenever the hub says otherwise. */
    access: oc.output(eventIterator(DeskDescription.pick({ role: true, outgrown: true, person: true }))),
    /** The replica that was made for another role is gone. */
    renewed: oc.output(DeskDescription),
    /** Deletes everything of the dealership that is on this desk, and starts anew. The window deletes its own part first. */
    wipe: oc.output(z.object({})),
    createPairingCode: oc
      .errors(hubFailures)
      .output(z.object({ code: z.string(), expiresAt: Instant, addresses: z.array(z.string()) })),
    hubSharing: oc.output(HubSharing.nullable()),
    /** What the app is made with, and under which licences, in English; null where it runs from source. */
    licences: oc.output(z.string().nullable()),
    /** Opens the desk's own hub to other computers of the local network, or closes it to this one. */
    shareOnNetwork: oc.input(z.object({ shared: z.boolean() })).output(HubSharing.nullable()),
    /** What this desk was given to open; each is told once, and waits for a window that listens. */
    openRequests: oc.output(eventIterator(OpenRequest)),
    /** What the menu, the tray and notifications ask of the window; silent in the browser host. */
    commands: oc.output(eventIterator(DesktopCommand)),
  },

  /** The app as a part of this computer; a browser's window has none of it, and its stream is silent. */
  computer: {
    state: oc.output(eventIterator(ComputerState)),
    change: oc.input(ComputerSettings).output(z.object({})),
    tell: oc.input(WindowState).output(z.object({})),
    notify: oc.input(DesktopNotice).output(z.object({ shown: z.boolean() })),
    /** While the app sends what waits before it quits: quits without, or stays. */
    answerLeaving: oc.input(z.object({ answer: z.enum(["now", "stay"]) })).output(z.object({})),
  },

  people,
  moving,

  ownHub,

  exportFile,

  restoring,

  lock,

  sync: {
    pull: oc.input(PullRequest).errors(hubFailures).output(PullResponse),
    snapshot: oc.input(SnapshotRequest).errors(snapshotFailures).output(SnapshotResponse),
    push: oc.input(PushRequest).errors(hubFailures).output(PushResponse),
    /** Feeds that have grown; starts with every feed each time the hub comes back. */
    changes: oc.output(eventIterator(FeedChange)),
    status: oc.output(eventIterator(SyncStatus)),
    /** Tries at once what waits for its next turn. */
    retry: oc.output(z.object({})),
    /** The photos whose files the hub lacks, now and as they go; a slow reader misses what was in between. */
    uploads: oc.output(eventIterator(z.object({ photos: z.array(WaitingPhoto) }))),
    setSwitchedOff: oc.input(z.object({ switchedOff: z.boolean() })).output(SyncStatus),
  },

  journal: {
    /** Resolves when the documents are on disk: from then on a wiped or killed window loses nothing of them. */
    append: oc
      .input(z.object({ entries: z.array(JournalEntry).min(1).max(1000) }))
      .output(z.object({ waiting: z.int() })),
    /**
     * The latest version of every document that the hub has not acknowledged, oldest change first, a page at a time: `after` is the
     * `next` of the page before. What is changed meanwhile comes on a later page, again where it came before.
     */
    pending: oc
      .input(z.object({ after: z.string().max(60).optional() }).optional())
      .output(z.object({ entries: z.array(JournalEntry), next: z.string().nullable() })),
    /** What needs a person's attention, oldest first, now and after every change; it outlives restarts. */
    held: oc.output(eventIterator(z.object({ rows: z.array(HeldRow) }))),
    /** Forgets held rows for good. */
    discardHeld: oc.input(z.object({ heldIds: z.array(Id).min(1).max(1000) })).output(z.object({})),
  },

  photos,

  photoSpace,

  renditions,

  help: {
    /** What main has to say; what was said while no window listened comes first. */
    notices: oc.output(eventIterator(WindowNotice)),
    /** Gathers the diagnostics anew. */
    diagnostics: oc.input(DiagnosticsOrder).output(DiagnosticsList),
    /** Saves what was gathered last, as one zip. */
    saveDiagnostics: oc.input(DiagnosticsOrder).errors(saveFailures).output(SavedDiagnostics),
    /** Shows the zip that was saved last in the system's file manager. */
    showDiagnostics: oc.output(z.object({})),
    /** The replica does not open: closes the lot and opens the recovery window in its place. */
    recover: oc
      .input(z.object({ kind: z.enum(["damaged", "newer"]), message: z.string().max(2000) }))
      .output(z.object({})),
  },

  accounts,

  vault,

  print,

  sample: {
    /** `today` is the dealer's civil date, that ages count from. */
    lot: oc
      .input(z.object({ today: z.iso.date(), currency: Currency }))
      .output(z.object({ cars: z.array(SampleCar) })),
  },

  updates: {
    status: oc.output(eventIterator(UpdateStatus)),
    /** Resolves when the feed has answered or could not; a download goes on behind it. */
    check: oc.output(UpdateStatus),
    setChannel: oc.input(z.object({ channel: UpdateChannel })).output(UpdateStatus),
    /** Closes the app, installs what is ready, and starts it again. */
    install: oc
      .errors({
        nothingReady: { message: "No new version is ready" },
        workUnderWay: {
          message: "Something is under way that an installation would cut off",
          data: z.object({ work: z.array(WorkUnderWay) }),
        },
      })
      .output(z.object({})),
  },

  stockLists: {
    /** Asks with the system's dialog; null means the user thought better of it. Only where `fileDialog` is `main`. */
    choose: oc.output(StockListFile.nullable()),
    /**
     * A part of a list that was chosen in the dialog or opened with the app, from this byte on; it is the last one where it ends at
     * `size`.
     */
    read: oc
      .input(z.object({ path: z.string().min(1).max(4096), from: z.int().min(0) }))
      .errors({
        notAllowed: { message: "That file was not given to the app" },
        notReadable: { message: "The file is gone or cannot be read" },
      })
      .output(z.object({ base64: z.base64(), size: z.int() })),
  },

  /** A defect of the window, for main's log; answers with the id that the user is shown. */
  reportDefect: oc
    .input(z.object({ message: z.string().max(2000), stack: z.string().max(20_000) }))
    .output(z.object({ defectId: z.string() })),
};
