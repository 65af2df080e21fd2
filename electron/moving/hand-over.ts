import type { DeskIdentity } from "../desk/desk-identity.ts";
import type { Membership } from "../desk/membership.ts";
import type { Profile } from "../desk/profile.ts";
import type { EmbeddedHub } from "../hub/embedded-hub.ts";
import type { Log } from "../log.ts";
import type { PhotoSpaceService } from "../photo-space/photo-space.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import type { HubClient } from "../sync/hub-client.ts";
import type { Journal } from "../sync/journal.ts";
import type { CarriedFiles } from "./carried-files.ts";
import { carriedEntries, joinedEntries } from "./carrying.ts";
import { fetchFiles } from "./fetching.ts";
import type { OtherHub } from "./other-hub.ts";
import { type Everything, filesOf, readEverything } from "./packing.ts";

interface MovePlan {
  /** The dealership that is left, and the one that is joined. */
  readonly from: string;
  readonly tenantId: string;
  readonly hubAddress: string;
}

/** Gets everything of a desk to hand, and makes its journal that of the dealership that it joins. */
export interface HandOver {
  /** Answers how many photos could not be had in full. Until it resolves, nothing has happened. */
  make(
    plan: MovePlan,
    newHub: OtherHub,
    onProgress: (photos: number, allPhotos: number) => void,
    signal: AbortSignal,
  ): Promise<number>;
  /** The move is off: the own hub is there for other desks again. */
  reopenHub(): Promise<void>;
}

export interface HandOverOptions {
  readonly profile: Profile;
  readonly membership: Pick<Membership, "ready">;
  readonly hub: Pick<EmbeddedHub, "rebind">;
  readonly journal: Journal;
  readonly client: HubClient;
  readonly blobs: BlobStore;
  readonly space: PhotoSpaceService;
  readonly carried: CarriedFiles;
  readonly log: Log;
}

/** What a desk that joined another's hub reads of it: all of it is for that desk to bring. */
const nothing: Everything = { entries: [], unreadable: [] };

export function createHandOver(options: HandOverOptions): HandOver {
  const { profile, membership, hub, journal, client, carried } = options;
  const isOwnHub = () => profile.get().hubAddress === null;
  /** Whether its own hub, where it runs, serves this desk only: it starts so while a move is planned. */
  let isHubClosed = profile.get().moving !== null;

  const readOwnHub = async (signal: AbortSignal) => {
    // What it took from other desks after it was read would stay behind.
    if (!isHubClosed) await hub.rebind();
    isHubClosed = true;
    await membership.ready();
    return readEverything(client, signal);
  };

  return {
    async make({ from, tenantId: to, hubAddress }, newHub, onProgress, signal) {
      const { deviceId, deskName } = profile.get();
      // Also shows that the new hub is there before anything is left.
      const there = await newHub.settings(signal);
      const everything = isOwnHub() ? await readOwnHub(signal) : nothing;
      await journal.hold(everything.unreadable);
      const files = filesOf(joinedEntries(everything.entries, isOwnHub() ? journal.pending() : []));
      const fetched = await fetchFiles(files, options, onProgress, signal);
      await carried.add(fetched.here);
      signal.throwIfAborted();
      const dealership = { tenantId: to, start: "joined" } as const;
      const identity: DeskIdentity = { deviceId, deskName, hubAddress, dealership };
      await journal.moveTo(identity, (pending) =>
        carriedEntries(joinedEntries(everything.entries, pending), { from, to, deviceId, there }),
      );
      return fetched.absent;
    },
    async reopenHub() {
      isHubClosed = false;
      if (isOwnHub()) await hub.rebind();
    },
  };
}
