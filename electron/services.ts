import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import type { Intake } from "#shared/contract/photo-import.ts";
import { updatesRoute } from "#shared/contract/hub.ts";
import { type Accounts, openAccounts } from "./accounts/accounts.ts";
import { openBlobs } from "./composition/blob-parts.ts";
import { openDesk } from "./composition/desk-parts.ts";
import type { HostAbilities } from "./composition/host-abilities.ts";
import { openPhotos } from "./composition/photo-parts.ts";
import type { Config } from "./config.ts";
import { lockFolder } from "./desk/folder-lock.ts";
import { createMailbox } from "./desk/mailbox.ts";
import type { DeskAccess } from "./desk/desk-access.ts";
import { hubAccountOf } from "./desk/hub-standing.ts";
import type { Membership } from "./desk/membership.ts";
import { createOpenRequests, type OpenRequests } from "./desk/open-requests.ts";
import type { Profile } from "./desk/profile.ts";
import type { Staging } from "./desk/staging.ts";
import { createDiagnostics, type Diagnostics, placeForDiagnostics } from "./diagnostics/diagnostics.ts";
import { createWindowNotices, type WindowNotices } from "./diagnostics/window-notices.ts";
import { createStockListFiles, type StockListFiles } from "./desk/stock-list-files.ts";
import { type ExportFiles, openExportFiles } from "./export-file/export-files.ts";
import type { EmbeddedHub } from "./hub/embedded-hub.ts";
import { hubFolder } from "./hub/own-hub.ts";
import type { DeskLock } from "./lock/desk-lock.ts";
import { type Log, openLog } from "./log.ts";
import { createLeftHub, type LeftHub } from "./moving/left-hub.ts";
import { createMoveToHub, type MoveToHub } from "./moving/move-to-hub.ts";
import { createNewHub, type NewHub } from "./new-hub/new-hub.ts";
import { type UnusableFolder, unusableFolder } from "./photos/intake-check.ts";
import type { PhotoSpaceService } from "./photo-space/photo-space.ts";
import type { PhotoService } from "./photos/photo-service.ts";
import type { PictureSource } from "./photos/pictures.ts";
import type { RenditionService } from "./renditions/rendition-service.ts";
import type { SampleDrawings } from "./sample/sample-photos.ts";
import type { BlobDownloads } from "./sync/blob-downloads.ts";
import type { BlobUploads } from "./sync/blob-uploads.ts";
import type { Journal } from "./sync/journal.ts";
import { createSyncEngine, type SyncEngine } from "./sync/sync-engine.ts";
import { openStartGuard, type StartGuard } from "./updater/start-guard.ts";
import { createUpdateService, type UpdateFeed, type UpdateService } from "./updater/update-service.ts";
import { workUnderWay } from "./updater/work-under-way.ts";
import type { Vault } from "./vault/vault.ts";

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
  readonly ownHub: Pick<EmbeddedHub, "trouble">;
  readonly newHub: NewHub;
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

  const desk = await openDesk(stack, { config, secrets: host.secrets, log });
  const { vault, profile, lock, journal, hub, access, membership, client, awaitsWindow, connectivity } = desk;
  const { startProcess, downloadBase } = host;
  const intake = await openPhotos(stack, { dataFolder, startProcess, profile, log });
  const { photos, watchedFolder, staging, drawings } = intake;
  const { blobs } = photos;
  const files = await openBlobs(stack, { dataFolder, downloadBase, desk, photos, log });
  const { photoSpace, downloads, renditions, carried, uploads, pictures } = files;
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
    onHold: connectivity.look,
  });
  const leftHub = createLeftHub({ folder: hubFolder(config), profile, journal, carried, client });
  const newHub = createNewHub({
    dataFolder,
    hubFolder: hubFolder(config),
    profile,
    membership,
    hub,
    journal,
    blobs,
    carried,
    uploads,
    log,
    onHold: connectivity.look,
  });
  const { version } = manifest;
  const parts = { dataFolder, version, profile, membership, journal, client, blobs, carried, log };
  const space = photoSpace;
  const { exportEverything, restoreEverything } = stack.use(await openExportFiles({ ...parts, space, host }));
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
    version,
    dataFolder,
    publicKey: config.updateKey,
    feed: () => updateFeed(config, profile),
    work: () => workUnderWay({ photos, renditions, exportEverything, restoreEverything, move, newHub, sync }),
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
    downloadBase,
  });
  const notices = createWindowNotices(log);

  await move.resume();
  await restoreEverything.resume();
  await desk.noteDesk();
  await membership.resume();
  await photos.goOn();
  const closing = stack.adopt(new AbortController(), (controller) => controller.abort());
  stack.use(running("sync", (signal) => sync.run(signal), log));
  stack.use(running("photo space", (signal) => photoSpace.run(signal), log));
  stack.use(running("move", (signal) => move.run(signal), log));
  stack.use(running("new hub", (signal) => newHub.run(signal), log));
  stack.use(running("restore", (signal) => restoreEverything.run(signal), log));
  stack.use(running("staging", (signal) => staging.run(signal), log));
  stack.use(running("watched folder", (signal) => watchedFolder.run(signal), log));
  stack.use(running("updates", (signal) => updates.run(signal), log));
  stack.use(running("lock", (signal) => lock.run(signal), log));
  stack.defer(() => closing.abort());
  const everything = stack.move();

  return {
    version,
    host,
    log,
    profile,
    membership,
    move,
    leftHub,
    ownHub: hub,
    newHub,
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
