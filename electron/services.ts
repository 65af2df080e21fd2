import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import type { Damage } from "#shared/contract/recovery.ts";
import type { Intake } from "#shared/contract/photo-import.ts";
import { updatesRoute } from "#shared/contract/hub.ts";
import { type Accounts, openAccounts } from "./accounts/accounts.ts";
import type { Config } from "./config.ts";
import type { Computer } from "./desk/computer.ts";
import { DeskIdentity } from "./desk/desk-identity.ts";
import { entryFile } from "./desk/entry-file.ts";
import { lockFolder } from "./desk/folder-lock.ts";
import { createMailbox } from "./desk/mailbox.ts";
import { createDeskAccess, type DeskAccess } from "./desk/desk-access.ts";
import { hubAccountOf, obstacleOf, probeHub, rememberingRemoval } from "./desk/hub-standing.ts";
import { createMembership, type Membership } from "./desk/membership.ts";
import { createOpenRequests, type OpenRequests } from "./desk/open-requests.ts";
import { openProfile, type Profile } from "./desk/profile.ts";
import { openStaging, type Staging } from "./desk/staging.ts";
import { createDiagnostics, type Diagnostics, placeForDiagnostics } from "./diagnostics/diagnostics.ts";
import { createWindowNotices, type WindowNotices } from "./diagnostics/window-notices.ts";
import { createStockListFiles, type StockListFiles } from "./desk/stock-list-files.ts";
import { type ExportFiles, openExportFiles } from "./export-file/export-files.ts";
import { createOwnHub, hubFolder } from "./hub/own-hub.ts";
import { type DeskLock, openDeskLock } from "./lock/desk-lock.ts";
import { picturesWhenOpen } from "./lock/opened.ts";
import { type Log, openLog } from "./log.ts";
import { openCarriedFiles } from "./moving/carried-files.ts";
import { createLeftHub, type LeftHub } from "./moving/left-hub.ts";
import { createMoveToHub, type MoveToHub } from "./moving/move-to-hub.ts";
import { type UnusableFolder, unusableFolder } from "./photos/intake-check.ts";
import { openPhotoSpace, type PhotoSpaceService } from "./photo-space/photo-space.ts";
import { openPhotoService, type PhotoService } from "./photos/photo-service.ts";
import { picturesFrom, type PictureSource } from "./photos/pictures.ts";
import { openSeenFiles } from "./photos/seen-files.ts";
import { createWatchedFolder } from "./photos/watched-folder.ts";
import type { Printing } from "./printing/printing.ts";
import type { DesktopAbilities } from "./renditions/desktop-abilities.ts";
import { openRenditionService, type RenditionService } from "./renditions/rendition-service.ts";
import { createSampleDrawings, type SampleDrawings, type StartProcess } from "./sample/sample-photos.ts";
import { type BlobDownloads, createBlobDownloads } from "./sync/blob-downloads.ts";
import { type BlobUploads, createBlobUploads } from "./sync/blob-uploads.ts";
import { createConnectivity } from "./sync/connectivity.ts";
import { openHashList } from "./sync/hash-list.ts";
import { createHubClient } from "./sync/hub-client.ts";
import { type Journal, openJournal } from "./sync/journal.ts";
import { createLiveState } from "./sync/live-state.ts";
import { createSyncEngine, type SyncEngine } from "./sync/sync-engine.ts";
import { ownedPhotos } from "./sync/owned-files.ts";
import { openUploadPlaces } from "./sync/upload-places.ts";
import type { Installation } from "./updater/installation.ts";
import { openStartGuard, type StartGuard } from "./updater/start-guard.ts";
import { createUpdateService, type UpdateFeed, type UpdateService } from "./updater/update-service.ts";
import { workUnderWay } from "./updater/work-under-way.ts";
import { openPassphraseVault } from "./vault/passphrase-vault.ts";
import { openVault, type SecretBox, type Vault } from "./vault/vault.ts";

/** What differs between the hosts of the services. */
export interface HostAbilities {
  readonly kind: "electron" | "browser";
  /** Null where the system offers no encryption: the vault then asks for a passphrase. */
  readonly secrets: SecretBox | null;
  /** Shows a vendor's sign-in page in the system's browser; null where the window opens it beside itself. */
  readonly openInBrowser: ((url: string) => Promise<void>) | null;
  /** Asks with the system's dialog; null where the window has to ask. */
  readonly chooseFiles:
    | ((what: "files" | "folder" | "watermark" | "stockList" | "exportFile") => Promise<string[]>)
    | null;
  /** Where the window finds pictures: `<photoBase><sha256>`. */
  readonly photoBase: string;
  /** Where a browser fetches what was made for it to download: `<downloadBase><ticket>`; null where there is none. */
  readonly downloadBase: string | null;
  /** Null where the window is in a browser. */
  readonly desktop: DesktopAbilities | null;
  /** Null where the window is in a browser. */
  readonly computer: Computer | null;
  /** Null where the window prints by itself. */
  readonly printing: Printing | null;
  readonly startProcess: StartProcess;
  /** Null where the app cannot update itself. */
  readonly installation: Installation | null;
  /** Ends this run, and has the next one open the recovery window for it. */
  readonly recover: (damage: Damage) => Promise<void>;
  /** Ends this run, and has the next one begin as a desk of nobody. */
  readonly wipe: () => Promise<void>;
}

/** Everything the window can ask for, whatever the host. */
export interface Services extends AsyncDisposable {
  readonly version: string;
  readonly host: Pick<
    HostAbilities,
    "kind" | "chooseFiles" | "photoBase" | "desktop" | "computer" | "printing" | "recover" | "wipe"
  >;
  readonly log: Log;
  readonly profile: Profile;
  readonly membership: Membership;
  readonly move: MoveToHub;
  readonly leftHub: LeftHub;
  readonly exportEverything: ExportFiles["exportEverything"];
  readonly restoreEverything: ExportFiles["restoreEverything"];
  readonly access: DeskAccess;
  readonly lock: DeskLock;
  readonly journal: Journal;
  readonly photos: PhotoService;
  readonly staging: Staging;
  readonly stockLists: StockListFiles;
  readonly drawings: SampleDrawings;
  readonly downloads: BlobDownloads;
  readonly photoSpace: PhotoSpaceService;
  readonly uploads: Pick<BlobUploads, "list" | "moved">;
  readonly renditions: RenditionService;
  /** What the window finds at `<photoBase><sha256>` while the desk is open, fetched from the hub where this desk lacks it. */
  readonly pictures: PictureSource;
  readonly sync: SyncEngine;
  readonly openRequests: OpenRequests;
  readonly updates: UpdateService;
  /** Told by the host once the window is shown: a version that never says so is taken back. */
  readonly startGuard: Pick<StartGuard, "started">;
  readonly diagnostics: Diagnostics;
  readonly notices: WindowNotices;
  readonly vault: Vault;
  readonly accounts: Accounts;
  /** Null where it was done. */
  setIntake(intake: Intake): Promise<UnusableFolder | null>;
  /** Takes this desk off the hub by hand, or lets it back. */
  setSwitchedOff(switchedOff: boolean): Promise<void>;
  /** Aborts when the services begin to close: streams end here. */
  readonly closing: AbortSignal;
}

/**
 * Builds every service once, in this order, and takes them down in reverse: streams end and the loops stop, imports come
 * to rest, the own hub drains, the journal's last write is on disk, and only then another process may have the folder.
 * Throws `FolderInUse` where another has it now, and `RolledBack` where this version had its tries.
 */
export async function startServices(config: Config, host: HostAbilities): Promise<Services> {
  const { dataFolder } = config;
  await using stack = new AsyncDisposableStack();
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  stack.use(await lockFolder(dataFolder));
  const log = openLog({ folder: join(dataFolder, "logs"), level: config.logLevel });
  log.info("services starting", {
    version: manifest.version,
    host: host.kind,
    secrets: host.secrets?.strength ?? "passphrase",
  });
  const startGuard = await openStartGuard({ dataFolder, version: manifest.version, log });

  const vault = await openVaultOf(dataFolder, host.secrets, log);
  const profile = await openProfile({ folder: dataFolder, deskName: config.deskName, log });
  const lock = await openDeskLock({ dataFolder, log });
  const { deviceId } = profile.get();
  const journal = stack.use(await openJournal({ path: join(dataFolder, "journal"), deviceId, log }));
  const look = () => connectivity.look();
  const noteDesk = async () => {
    // A move hands the journal over by itself.
    if (profile.get().moving !== null) return;
    await journal
      .noteDesk(DeskIdentity.parse(profile.get()))
      .catch((error: unknown) => void log.error("the journal did not take whose it is", error));
  };
  const hub = stack.use(createOwnHub(config, profile, log, look));
  const access = createDeskAccess({ profile, journal });
  const onChange = () => {
    access.look();
    look();
    void noteDesk();
  };
  const membership = createMembership({ config, profile, vault, hub, log, onChange });
  const client = createHubClient({ connection: membership.connection, log });
  // Over a restart of a browser host, a window may still have the replica of before a move.
  const awaitsWindow = createLiveState(profile.get().left !== null);
  const connectivity = createConnectivity({
    obstacle: () => (awaitsWindow.get() ? "moving" : obstacleOf(profile, membership)),
    probe: async (signal) =>
      access.meet(await rememberingRemoval(profile, () => probeHub(membership, client, signal))),
    wasRemoved: () => profile.get().removed,
    log,
  });

  const photos = stack.use(
    await openPhotoService({ folder: dataFolder, secondPlace: () => profile.get().intake.secondPlace, log }),
  );
  const watchedFolder = createWatchedFolder({
    folder: () => profile.get().intake.watchedFolder,
    except: () => [dataFolder, profile.get().intake.secondPlace].filter((folder) => folder !== null),
    importFiles: (paths, root) => photos.import({ vehicleId: null, paths, rootOf: () => root }),
    queued: () => photos.openPaths(),
    seen: await openSeenFiles(join(dataFolder, "imports", "watched.txt")),
    log,
  });
  const staging = await openStaging({ folder: dataFolder, photos, log });
  const drawings = createSampleDrawings({
    folder: staging.drawings,
    entry: entryFile(import.meta.url, "./sample/draw-process.ts", "draw-process.js"),
    startProcess: host.startProcess,
    today,
  });
  const lists = join(dataFolder, "sync");
  const atHub = stack.use(await openHashList(join(lists, "at-hub.txt"), log));
  const wanted = stack.use(await openHashList(join(lists, "to-fetch.txt"), log));
  const places = await openUploadPlaces(join(lists, "uploads.json"), log);
  const { period } = connectivity;
  const { blobs } = photos;
  const photoSpace = stack.use(
    await openPhotoSpace({
      folder: dataFolder,
      blobs,
      inWork: () => photos.openOriginals(),
      atHub,
      client,
      period,
      keeping: () => profile.get().keeping,
      keep: ({ limit, keptCars }) => profile.change({ keeping: { limit, keptCars: [...keptCars] } }),
      log,
    }),
  );
  connectivity.state.subscribe(photoSpace.look);
  const downloads = createBlobDownloads({ blobs, client, space: photoSpace, wanted, period, log });
  const { fetch } = downloads;
  const { hold } = photoSpace.use;
  const { downloadBase } = host;
  const renditions = stack.use(
    await openRenditionService({ folder: dataFolder, photos, fetch, hold, downloadBase, log }),
  );
  const made = [ownedPhotos(photos), renditions.owned];
  const carried = await openCarriedFiles(join(lists, "carried.json"), log);
  stack.use(photoSpace.follow([...made, carried]));
  const owned = [...made, photoSpace.found, carried];
  const uploads = stack.use(await createBlobUploads({ blobs, owned, client, atHub, places, log }));
  const move = createMoveToHub({
    profile,
    membership,
    vault,
    hub,
    journal,
    client,
    blobs,
    space: photoSpace,
    carried,
    uploads,
    awaitsWindow,
    log,
    onHold: look,
  });
  const leftHub = createLeftHub({ folder: hubFolder(config), profile, journal, carried, client });
  const { version } = manifest;
  const parts = { dataFolder, version, profile, membership, journal, client, blobs, carried, log };
  const space = photoSpace;
  const { exportEverything, restoreEverything } = stack.use(await openExportFiles({ ...parts, space, host }));
  const pictures = picturesWhenOpen(
    lock,
    picturesFrom([
      photos.preview,
      renditions.picture,
      async (sha256, signal) => {
        const path = await fetch(sha256, signal);
        return path === null ? null : { path };
      },
    ]),
  );
  const onRole = access.learn;
  const sync = createSyncEngine({ client, connectivity, journal, uploads, downloads, onRole, log });
  const accounts = stack.use(
    await openAccounts({
      folder: dataFolder,
      registrations: config.accounts,
      vault,
      hub: { get: () => hubAccountOf(membership, sync), subscribe: sync.status.subscribe },
      openInBrowser: host.openInBrowser,
      log,
    }),
  );

  const stockLists = createStockListFiles();
  const openRequests = createOpenRequests(createMailbox(), stockLists);
  await openRequests.open(config.openPaths);
  const updates = createUpdateService({
    installation: host.installation,
    version: manifest.version,
    dataFolder,
    publicKey: config.updateKey,
    feed: () => updateFeed(config, profile),
    work: () => workUnderWay({ photos, renditions, exportEverything, sync }),
    guard: startGuard,
    log,
  });

  const diagnostics = createDiagnostics({
    dataFolder,
    config,
    host: host.kind,
    secrets: vault.standing.get().protection,
    sync: () => sync.status.get(),
    choosePlace: placeForDiagnostics(host.desktop),
    downloadBase: host.downloadBase,
  });
  const notices = createWindowNotices(log);

  await move.resume();
  await restoreEverything.resume();
  await noteDesk();
  await membership.resume();
  const closing = stack.adopt(new AbortController(), (controller) => controller.abort());
  stack.use(running("sync", (signal) => sync.run(signal), log));
  stack.use(running("photo space", (signal) => photoSpace.run(signal), log));
  stack.use(running("move", (signal) => move.run(signal), log));
  stack.use(running("restore", (signal) => restoreEverything.run(signal), log));
  stack.use(running("staging", (signal) => staging.run(signal), log));
  stack.use(running("watched folder", (signal) => watchedFolder.run(signal), log));
  stack.use(running("updates", (signal) => updates.run(signal), log));
  stack.use(running("lock", (signal) => lock.run(signal), log));
  stack.defer(() => closing.abort());
  const everything = stack.move();

  return {
    version: manifest.version,
    host,
    log,
    profile,
    membership,
    move,
    leftHub,
    exportEverything,
    restoreEverything,
    access,
    lock,
    journal,
    photos,
    staging,
    stockLists,
    drawings,
    downloads,
    photoSpace,
    uploads,
    renditions,
    pictures,
    sync,
    openRequests,
    updates,
    startGuard,
    diagnostics,
    notices,
    vault,
    accounts,
    closing: closing.signal,
    async setIntake(intake) {
      const unusable = await unusableFolder(intake, dataFolder);
      if (unusable) return unusable;
      await profile.change({ intake });
      watchedFolder.look();
      return null;
    },
    async setSwitchedOff(switchedOff) {
      await profile.change({ switchedOff });
      connectivity.look();
    },
    async [Symbol.asyncDispose]() {
      updates.leaving();
      await startGuard.left();
      await everything.disposeAsync();
      log.info("services closed");
    },
  };
}

/** The feed that was configured, else what the hub offers that this desk joined. */
function updateFeed(config: Config, profile: Profile): UpdateFeed | null {
  if (config.updateFeed !== null) return { url: config.updateFeed, isOptional: false };
  const { hubAddress } = profile.get();
  return hubAddress === null ? null : { url: `${hubAddress}${updatesRoute}/`, isOptional: true };
}

function openVaultOf(dataFolder: string, secrets: SecretBox | null, log: Log): Promise<Vault> {
  const folder = join(dataFolder, "vault");
  if (secrets) return openVault({ folder, secrets, log });
  return openPassphraseVault({ folder, earlierKey: join(dataFolder, "secret.key"), log });
}

/** A loop that runs until it is disposed, which waits for its end. */
function running(name: string, run: (signal: AbortSignal) => Promise<void>, log: Log): AsyncDisposable {
  const stop = new AbortController();
  const ended = run(stop.signal).catch(
    (error: unknown) => void log.error(`${name} stopped by a defect`, error),
  );
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await ended;
    },
  };
}

/** The dealer's own civil date. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
