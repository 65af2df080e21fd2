import "fake-indexeddb/auto";
import "./hashed-at-once.ts";
import "./one-window.ts";
import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRouterClient, implement } from "@orpc/server";
import { bridge, type DeskDescription, type JournalEntry } from "#shared/contract/bridge.ts";
import type { Pairing } from "#shared/contract/hub.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import { createDeskAccess, type DeskAccess } from "#electron/desk/desk-access.ts";
import { freshProfile, type DeskProfile } from "#electron/desk/profile.ts";
import { journalRoutes, syncRoutes } from "#electron/bridge/sync-routes.ts";
import type { Services } from "#electron/services.ts";
import { createConnectivity } from "#electron/sync/connectivity.ts";
import { createHubClient } from "#electron/sync/hub-client.ts";
import { type Journal, openJournal } from "#electron/sync/journal.ts";
import { createSyncEngine } from "#electron/sync/sync-engine.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { removeDatabase } from "#renderer/replica/database.ts";
import { openReplica } from "#renderer/replica/replica.ts";
import { perform } from "./deeds.ts";
import type { DeskCalls } from "./desk-calls.ts";
import { createNews, shownDocuments, watchShown } from "./desk-documents.ts";
import { openDeskPhotos } from "./desk-photos.ts";
import { openFaultyLine } from "./faulty-line.ts";

/**
 * A desk without its window's page: the replica, the bridge's routes, the sync engine, the journal and the photo files on disk are the
 * app's own. Its window's database is RxDB's on Dexie, on an IndexedDB in this process's memory.
 */
export type SimulatedDesk = Omit<DeskCalls, "open" | "close"> & AsyncDisposable;

const log = { info: () => undefined, error: () => "defect" } as unknown as Services["log"];

export async function openSimulatedDesk(options: {
  readonly hubUrl: string;
  readonly pairing: Pairing;
}): Promise<SimulatedDesk> {
  const { pairing } = options;
  let { hubUrl } = options;
  const { deviceId, secret, tenantId } = pairing;
  const folder = await mkdtemp(join(tmpdir(), "autosell-fault-"));
  const journalPath = join(folder, "journal");
  const line = await openFaultyLine();
  const clock = { ahead: 0 };
  const wall = () => Date.now() + clock.ahead;
  const profile = profileOf(pairing);
  const kept: JournalEntry[] = [];
  const wentBack: string[] = [];
  const news = createNews();
  const databaseName = `autosell-${tenantId}-${deviceId}`;
  let running = await start();
  const restart: DeskCalls["restart"] = async ({ wiped, torn = false }) => {
    await running.end();
    if (torn) await appendFile(journalPath, '0c0ffee0 {"type":"put","collec');
    if (wiped) await removeDatabase(databaseName);
    running = await start();
  };

  async function start() {
    await using stack = new AsyncDisposableStack();
    const journal = stack.use(await openJournal({ path: journalPath, deviceId, log }));
    const append = async (entries: readonly JournalEntry[]) => {
      await journal.append(entries);
      kept.push(...entries);
    };
    const access = createDeskAccess({ profile, journal });
    const client = line.over(
      createHubClient({ connection: () => ({ address: hubUrl, deviceId, secret }), log }),
    );
    const connectivity = createConnectivity({
      obstacle: () => null,
      probe: async (signal) => access.meet(await client.probe(signal)),
      log,
    });
    const photos = await openDeskPhotos(stack, { folder, client, connectivity, profile, log });
    const { space, uploads, downloads } = photos;
    const onRole = access.learn;
    const sync = createSyncEngine({ client, connectivity, journal, uploads, downloads, onRole, log });
    const closing = new AbortController();
    const loops = [sync.run(closing.signal), space.run(closing.signal)];
    stack.defer(async () => {
      closing.abort();
      await Promise.all(loops);
    });
    const services = {
      sync,
      journal: { ...journal, append },
      log,
      uploads,
      photoSpace: space,
      closing: closing.signal,
    } as unknown as Services;
    const window = createRouterClient({
      sync: syncRoutes(services),
      journal: journalRoutes(services),
      desk: { renewed: renewedRoute(access, () => describe(profile.get(), tenantId, journal)) },
    }) as unknown as BridgeClient;
    const replica = stack.use(
      await openReplica({
        bridge: window,
        desk: describe(profile.get(), tenantId, journal),
        role: () => profile.get().role,
        wall,
      }),
    );
    // What the hub turned down is replaced by what the hub has.
    const isTurnedDown = (id: string) =>
      journal.held.get().some(({ document }) => (document as unknown as Envelope).id === id);
    stack.defer(
      watchShown((before, after) => {
        if (!isTurnedDown(after.id))
          wentBack.push(`${JSON.stringify(after)} after ${JSON.stringify(before)}`);
      }),
    );
    const end = stack.move();
    return { journal, access, connectivity, photos, replica, end: () => end.disposeAsync() };
  }

  return {
    act: (deed, options) => perform(running, deed, options),
    restart,
    async setCut(cut) {
      line.setCut(cut);
    },
    async addFaults(faults, { ofParts }) {
      (ofParts ? line.faultsOfParts : line.faults).push(...faults);
    },
    async setAhead(ahead) {
      clock.ahead = ahead;
    },
    retry: () => running.replica.retry(),
    keep: (limit) => running.photos.space.change({ limit }),
    async moveTo(url) {
      hubUrl = url;
    },
    async recover() {
      line.setCut(false);
      line.faults.length = 0;
      line.faultsOfParts.length = 0;
      clock.ahead = 0;
      // As the app does by itself where the person's role has outgrown the replica.
      if (running.access.standing.get().outgrown) await restart({ wiped: false });
      await running.replica.retry();
    },
    standing: async () => ({
      role: profile.get().role,
      waiting: running.journal.pending().length,
      photosWaiting: running.photos.uploads.waiting.get(),
      toFetch: running.photos.downloads.toFetch.get(),
    }),
    news,
    documents: shownDocuments,
    told: async () => ({ held: running.journal.held.get(), kept: kept.splice(0), wentBack }),
    files: async () => ({ brought: await running.photos.brought(), broken: await running.photos.broken() }),
    show: (hashes) => running.photos.show(hashes),
    async [Symbol.asyncDispose]() {
      await running.end();
      await line[Symbol.asyncDispose]();
      await removeDatabase(databaseName);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function renewedRoute(access: DeskAccess, description: () => DeskDescription) {
  return implement(bridge.desk.renewed).handler(async () => {
    await access.renewed();
    return description();
  });
}

function profileOf({ tenantId, deviceId, person }: Pairing) {
  let profile: DeskProfile = {
    ...freshProfile("Desk"),
    deviceId,
    role: person.role,
    dealership: { tenantId, start: "joined" },
  };
  return {
    get: () => profile,
    change: async (patch: Partial<DeskProfile>) => void (profile = { ...profile, ...patch }),
  };
}

function describe(
  profile: DeskProfile,
  tenantId: string,
  journal: Pick<Journal, "lastStamp">,
): DeskDescription {
  const { deviceId, role, outgrown, person } = profile;
  return {
    host: "browser",
    version: "0.0.0",
    deviceId,
    deskName: "Desk",
    dealership: { tenantId, start: "joined" },
    photoBase: "/photo/",
    fileDialog: "window",
    dragOut: "window",
    // Desks of one process would share a database by the dealership's name.
    replica: deviceId,
    role,
    outgrown,
    person,
    printing: "window",
    lastStamp: journal.lastStamp(),
  };
}
