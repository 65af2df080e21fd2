import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { CollectionName, Envelope } from "../model/envelope.ts";
import { PhotoEdits } from "../model/photo-edits.ts";
import { Currency, Id, Instant, Sha256 } from "../model/primitives.ts";
import { VehicleCost } from "../model/vehicle-cost.ts";
import { Role } from "../model/role.ts";
import { Vehicle } from "../model/vehicle.ts";
import { PhotoRecipe } from "../model/photo-preset.ts";
import { EditedRenditions } from "../model/photo.ts";
import {
  ComputerSettings,
  ComputerState,
  DesktopCommand,
  DesktopNotice,
  OpenRequest,
  WindowState,
} from "./desktop.ts";
import { DiagnosticsList, DiagnosticsOrder, SavedDiagnostics, saveFailures, WindowNotice } from "./help.ts";
import {
  Account,
  AccountId,
  AccountSecret,
  GivenPassphrase,
  NewPassphrase,
  OAuthAccountId,
  Revocation,
  VaultStanding,
} from "./accounts.ts";
import { hubFailures } from "./hub-failures.ts";
import { lock } from "./lock.ts";
import { moving } from "./moving.ts";
import { people } from "./people.ts";
import { ImportEvent, Intake } from "./photo-import.ts";
import { photoSpace } from "./photo-space.ts";
import { rejoinFailures } from "./rejoin-failures.ts";
import { PictureJobEvent, PictureJobPart, PictureOrder } from "./renditions.ts";
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
    .enum(["switchedOff", "unreachable", "notPaired", "deviceRemoved", "vaultLocked", "moving"])
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

/** The credentials are sealed by a passphrase that was not given since the start, or not chosen yet. */
const vaultLocked = { vaultLocked: { message: "The credentials are locked" } };

/** The file of the credentials stays as it is. */
const passphraseFailures = {
  wrongPassphrase: { message: "That is not the passphrase" },
  /** There is nothing to unlock or change in the state that the vault is in. */
  notNow: { message: "The vault is not in the state for that" },
};

const renditionFailures = {
  /** Its file is on another desk and cannot be fetched now. */
  notHere: { message: "The picture is not on this desk" },
  broken: { message: "The picture cannot be read" },
  diskFull: { message: "The disk is full" },
};

const printFailures = {
  /** The user thought better of it. */
  cancelled: { message: "It was cancelled" },
  unavailable: { message: "The system did not print" },
};

/** A page in millimetres, as the window's `@page` says it. */
const PrintOrder = z.object({
  page: z.object({ width: z.number().min(8).max(1000), height: z.number().min(8).max(1000) }),
});

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

const JournalEntry = z.object({ collection: CollectionName, document: Envelope });
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
      .errors({ alreadyBegun: { message: "This desk already belongs to a dealership" } })
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
    /** The person's role, now and whenever the hub says that it is another. */
    access: oc.output(eventIterator(z.object({ role: Role, outgrown: z.boolean() }))),
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

  lock,

  sync: {
    pull: oc.input(PullRequest).errors(hubFailures).output(PullResponse),
    snapshot: oc.input(SnapshotRequest).errors(hubFailures).output(SnapshotResponse),
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
    /** The latest version of every document that the hub has not acknowledged, oldest change first. */
    pending: oc.output(z.object({ entries: z.array(JournalEntry) })),
    /** What needs a person's attention, oldest first, now and after every change; it outlives restarts. */
    held: oc.output(eventIterator(z.object({ rows: z.array(HeldRow) }))),
    /** Forgets held rows for good. */
    discardHeld: oc.input(z.object({ heldIds: z.array(Id).min(1).max(1000) })).output(z.object({})),
  },

  photos: {
    /** Asks with the system's dialog; an empty list means the user thought better of it. */
    choose: oc
      .input(z.object({ what: z.enum(["files", "folder", "watermark"]) }))
      .output(z.object({ paths: z.array(z.string()) })),
    /**
     * Queues files, and the pictures of folders, for a car, or for a review where `vehicleId` is null. Originals are copied
     * and never touched.
     */
    import: oc
      .input(z.object({ vehicleId: Id.nullable(), paths: z.array(z.string().min(1)).min(1).max(10_000) }))
      .errors({ nothingFound: { message: "There are no files there" } })
      .output(z.object({ importId: Id })),
    /** Says which car files of an unconfirmed import are of; kept over a restart. */
    place: oc
      .input(
        z.object({
          importId: Id,
          placements: z.array(z.object({ photoId: Id, vehicleId: Id.nullable() })).max(10_000),
        }),
      )
      .output(z.object({})),
    /** The review is done: what has a car is filed on it, and what has none is given up. */
    confirm: oc.input(z.object({ importId: Id })).output(z.object({})),
    /** What is on the screen now, most wanted first: it is rendered before the rest. */
    lookAt: oc.input(z.object({ photoIds: z.array(Id).max(500) })).output(z.object({})),
    intake: oc.output(Intake),
    setIntake: oc
      .input(Intake)
      .errors({
        /** `which` cannot be used: there is no such folder, or it cannot be read or written. */
        folderUnusable: {
          message: "That folder cannot be used",
          data: z.object({
            which: z.enum(["watchedFolder", "secondPlace"]),
            reason: z.enum(["missing", "noPermission", "ownFolder"]),
          }),
        },
      })
      .output(Intake),
    /** Draws and imports the pictures of one car of the sample lot. */
    importSample: oc
      .input(z.object({ vehicleId: Id, stockNumber: z.string() }))
      .output(z.object({ importId: Id.nullable() })),
    imports: oc.output(eventIterator(ImportEvent)),
    cancel: oc.input(z.object({ importId: Id })).output(z.object({})),
    resume: oc.input(z.object({ importId: Id })).output(z.object({})),
    /** Forgets an import; its finished photos stay, the rest of its files are left alone. */
    discard: oc.input(z.object({ importId: Id })).output(z.object({})),
    /** The photo documents of these items are in the replica and its journal. */
    acknowledge: oc.input(z.object({ importId: Id, photoIds: z.array(Id).max(10_000) })).output(z.object({})),
  },

  photoSpace,

  renditions: {
    /** Makes the renditions of an edited photo; the same edits of the same original are made once. */
    render: oc
      .input(z.object({ original: Sha256, fallback: Sha256, edits: PhotoEdits }))
      .errors(renditionFailures)
      .output(EditedRenditions),
    /** One picture as a channel would get it, at `<photoBase><sha256>`. */
    preview: oc
      .input(z.object({ order: PictureOrder, recipe: PhotoRecipe }))
      .errors(renditionFailures)
      .output(
        z.object({ sha256: Sha256, width: z.int(), height: z.int(), bytes: z.int(), mime: z.string() }),
      ),
    /** Begins a job with its first part, or adds a part to it. */
    order: oc.input(PictureJobPart).output(z.object({})),
    /** First every job of this run that is not dismissed, then each as it changes. */
    jobs: oc.output(eventIterator(PictureJobEvent)),
    cancel: oc.input(z.object({ jobId: Id })).output(z.object({})),
    dismiss: oc.input(z.object({ jobId: Id })).output(z.object({})),
    /** Shows a finished job's files in the system's file manager. */
    reveal: oc.input(z.object({ jobId: Id })).output(z.object({})),
    /** How many pictures lie ready for a preset, and how many an earlier version of it made that were not made again. */
    prepared: oc
      .input(z.object({ presetId: Id, recipe: PhotoRecipe }))
      .output(z.object({ pictures: z.int(), outdated: z.int() })),
    /** Drops the pictures that lie ready for presets that were removed. */
    dropPrepared: oc.input(z.object({ presetIds: z.array(Id).max(1000) })).output(z.object({})),
    /**
     * Takes a picture as a watermark: a PNG with its transparency, or one whose even background is made transparent.
     */
    addWatermark: oc
      .input(z.object({ path: z.string().min(1), removeBackground: z.boolean() }))
      .errors({ unusable: { message: "That file cannot be used as a watermark" } })
      .output(z.object({ image: Sha256, width: z.int(), height: z.int() })),
    /** Asks with the system's dialog; null means the user thought better of it. Only where `fileDialog` is `main`. */
    choosePlace: oc
      .input(
        z.object({
          what: z.enum(["exportFolder", "exportZip", "watchedFolder", "secondPlace"]),
          suggestedName: z.string().max(200),
        }),
      )
      .output(z.object({ path: z.string().nullable() })),
    /** Begins a drag of finished files out of the window; called while the mouse button is down. */
    startDrag: oc
      .input(
        z.object({
          files: z
            .array(z.object({ sha256: Sha256, name: z.string().min(1).max(200) }))
            .min(1)
            .max(200),
        }),
      )
      .errors(renditionFailures)
      .output(z.object({})),
  },

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

  accounts: {
    /** Every account that there can be, now and after every change. */
    list: oc.output(eventIterator(z.object({ accounts: z.array(Account) }))),
    /** Begins a sign-in with the browser; how it goes is in the list. A second one of an account takes the first one's place. */
    connect: oc
      .input(z.object({ id: OAuthAccountId, language: z.enum(["en", "es-MX"]) }))
      .errors({
        ...vaultLocked,
        notSetUp: { message: "This installation has no registration with the vendor" },
      })
      .output(z.object({ link: z.string().nullable() })),
    cancelConnect: oc.input(z.object({ id: OAuthAccountId })).output(z.object({})),
    /** Keeps what was typed, once the vendor has confirmed it where it can be asked. */
    saveSecret: oc
      .input(AccountSecret)
      .errors({
        ...vaultLocked,
        refused: { message: "The vendor does not know these credentials" },
        unreachable: { message: "The vendor cannot be asked now" },
      })
      .output(z.object({})),
    /** Deletes here whether or not the vendor can be reached. */
    forget: oc
      .input(z.object({ id: AccountId.exclude(["hub"]) }))
      .errors(vaultLocked)
      .output(z.object({ revocation: Revocation })),
  },

  vault: {
    state: oc.output(eventIterator(VaultStanding)),
    unlock: oc
      .input(z.object({ passphrase: GivenPassphrase }))
      .errors(passphraseFailures)
      .output(z.object({})),
    /** The first passphrase. */
    setPassphrase: oc
      .input(z.object({ passphrase: NewPassphrase }))
      .errors({ notNow: passphraseFailures.notNow })
      .output(z.object({})),
    /** Seals everything anew. */
    changePassphrase: oc
      .input(z.object({ present: GivenPassphrase, next: NewPassphrase }))
      .errors(passphraseFailures)
      .output(z.object({})),
    /** Forgets every credential, so that a new passphrase can be chosen. */
    reset: oc.errors({ notNow: passphraseFailures.notNow }).output(z.object({})),
  },

  /** What the window shows to print media. Only where `printing` is `main`. */
  print: {
    print: oc
      .input(PrintOrder)
      .errors({ ...printFailures, noPrinter: { message: "There is no printer" } })
      .output(z.object({})),
    /** Asks where to with the system's dialog. */
    toPdf: oc
      .input(PrintOrder.extend({ suggestedName: z.string().max(200) }))
      .errors({
        ...printFailures,
        diskFull: { message: "The disk is full" },
        notWritable: { message: "The file cannot be written there" },
      })
      .output(z.object({})),
    /** Shows the PDF that was saved last in the system's file manager. */
    revealPdf: oc.output(z.object({})),
  },

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
