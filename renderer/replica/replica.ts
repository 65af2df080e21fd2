import type { RxStorage } from "rxdb/plugins/core";
import type { DeskDescription, JournalEntry, SampleCar } from "#shared/contract/bridge.ts";
import type { PersonReference } from "#shared/model/person.ts";
import type { Role } from "#shared/model/role.ts";
import type { Dealership } from "#shared/model/settings.ts";
import { createClock } from "#shared/rules/hybrid-logical-clock.ts";
import { mayChange } from "#shared/rules/rights.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { pendingPages } from "#renderer/bridge/pending-changes.ts";
import { createActor } from "./acts.ts";
import { type Attention, createAttention } from "./attention.ts";
import { createCosts, type Costs } from "./costs.ts";
import { type Collections, openDatabase, removeDatabase, replicaName } from "./database.ts";
import { createDocuments, type Documents } from "./documents.ts";
import { everythingIn } from "./everything.ts";
import { createHistory, type History } from "./history.ts";
import { type Inventory, type LiveInventory, openInventory } from "./inventory.ts";
import { createJournalWriter } from "./journal-writer.ts";
import { createLiveRows } from "./live-rows.ts";
import type { LiveLibrary } from "./library.ts";
import type { LiveValue } from "./live-value.ts";
import { createPhotos, type Photos } from "./photos.ts";
import { recover } from "./recovery.ts";
import { type Arrivals, startReplication } from "./replication.ts";
import { becomeSoleWriter } from "./sole-writer.ts";
import { importSampleLot } from "./sample-lot.ts";
import { createSettings, introduceDesk, type Settings } from "./settings.ts";
import { createStockLists, type StockLists } from "./stock-lists.ts";
import { createUndo, type Undo } from "./undo.ts";
import { createUndoStack } from "./undo-stack.ts";
import { createVehicles, type Vehicles } from "./vehicles.ts";

/** The dealership's data as this desk has it: all of it, at once, with or without a hub. */
export interface Replica extends AsyncDisposable {
  readonly inventory: LiveValue<Inventory>;
  /** The photos of all cars. */
  readonly library: LiveLibrary;
  readonly vehicles: Vehicles;
  readonly photos: Photos;
  readonly costs: Costs;
  readonly stockLists: StockLists;
  readonly history: History;
  readonly settings: Settings;
  readonly undo: Undo;
  /** Rows that were not taken, by the hub or here. */
  readonly attention: Attention;
  /** What is being sent to this desk since it joined; empty once it has everything. */
  readonly arrivals: LiveValue<Arrivals>;
  /** Tries at once what waits for its next turn. */
  retry(): Promise<void>;
  importSampleLot(cars: readonly SampleCar[], dealership: Dealership): Promise<void>;
  /** All documents, so many at once. */
  everything(atOnce: number): AsyncIterable<JournalEntry[]>;
  /** Resolves when everything was exchanged with the hub at least once and nothing waits. */
  settled(): Promise<void>;
  /** Closes the replica and deletes it from this desk. */
  wipe(): Promise<void>;
}

export interface ReplicaOptions {
  readonly bridge: BridgeClient;
  readonly desk: DeskDescription;
  /** What the desk's person is at the moment; else what the desk's description says. */
  readonly role?: () => Role;
  /** Whose desk it is at the moment; else what the desk's description says. */
  readonly person?: () => PersonReference | null;
  /** Unix milliseconds. */
  readonly wall?: () => number;
  /** Where RxDB stores; IndexedDB through Dexie unless a test wraps it. */
  readonly storage?: RxStorage<unknown, unknown>;
  /** Another window of this computer has the replica open; opening goes on once that one is closed. */
  readonly onBusy?: () => void;
}

/** Opens the replica of the desk's dealership, puts back what the journal holds, and keeps in step with the hub. */
export async function openReplica(options: ReplicaOptions): Promise<Replica> {
  const { bridge, desk, wall = Date.now, storage, onBusy = () => undefined } = options;
  const { role = () => desk.role, person = () => desk.person } = options;
  if (!desk.dealership) throw new Error("A desk without a dealership has no replica");
  const { tenantId } = desk.dealership;
  const name = replicaName(tenantId, desk.replica);
  await using stack = new AsyncDisposableStack();

  stack.use(await becomeSoleWriter(name, onBusy));
  if (desk.outgrown) {
    await removeDatabase(name);
    await bridge.desk.renewed();
  }
  const database = stack.use(await openDatabase(name, storage));
  const { collections, refused } = database;
  const clock = createClock(desk.deviceId, wall, desk.lastStamp);
  const journal = createJournalWriter(bridge.journal);
  const documents = createDocuments({
    collections,
    clock,
    journal,
    mayWrite: (kind) => mayChange(role(), kind),
  });
  for await (const entries of pendingPages(bridge.journal)) await recover(entries, documents, clock);

  const replication = stack.use(startReplication(collections, bridge, { documents, clock, refused }));
  // Before replication ends, which waits for pushes that wait for the journal.
  stack.defer(() => documents.written().then(() => journal.stop()));
  const inventory = stack.use(openInventory(collections, replication.photosComing));
  void introduceDesk(documents, { ...desk, person: person() }, new Date(wall()).toISOString()).catch(
    () => undefined,
  );

  const { actor, ...acts } = repositories({
    documents,
    desk,
    person,
    tenantId,
    wall,
    collections,
    inventory,
  });
  const attention = stack.use(createAttention({ journal: bridge.journal, actor, documents }));

  const end = stack.move();
  return {
    inventory,
    library: inventory.library,
    ...acts,
    attention,
    arrivals: replication.arrivals,
    retry: async () => void (await bridge.sync.retry()),
    importSampleLot: (cars, dealership) => importSampleLot(cars, dealership, { documents, tenantId, desk }),
    everything: (atOnce) => everythingIn(collections, atOnce),
    settled: () => replication.settled(),
    async wipe() {
      await end.disposeAsync();
      await removeDatabase(name);
    },
    [Symbol.asyncDispose]: () => end.disposeAsync(),
  };
}

function repositories(parts: {
  documents: Documents;
  desk: DeskDescription;
  person: () => PersonReference | null;
  tenantId: string;
  wall: () => number;
  collections: Collections;
  inventory: LiveInventory;
}) {
  const { documents, desk, person, tenantId, wall, collections, inventory } = parts;
  const stack = createUndoStack();
  const actor = createActor({ documents, undo: stack, desk, person, wall });
  const rows = {
    photos: createLiveRows(collections.photos),
    deals: createLiveRows(collections.deals),
    settings: createLiveRows(collections.settings),
    activity: createLiveRows(collections.activity),
  };
  return {
    actor,
    vehicles: createVehicles(actor, documents),
    photos: createPhotos({
      actor,
      documents,
      collections,
      photoRows: rows.photos,
      library: inventory.library,
      chosenCover: (vehicleId) => inventory.chosenCover(vehicleId),
    }),
    costs: createCosts(actor, rows.deals),
    stockLists: createStockLists({ actor, documents, tenantId }),
    history: createHistory({ actor, documents, collections, activityRows: rows.activity }),
    settings: createSettings(tenantId, documents, rows.settings, wall),
    undo: createUndo(stack, actor),
  };
}
