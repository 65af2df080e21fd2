import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ExportState } from "#shared/contract/export-file.ts";
import type { Membership } from "../desk/membership.ts";
import type { Profile } from "../desk/profile.ts";
import type { Log } from "../log.ts";
import { fetchFile, NoRoom } from "../moving/fetching.ts";
import type { PhotoSpaceService } from "../photo-space/photo-space.ts";
import type { BlobStore } from "../photos/blob-store.ts";
import type { NewHeldRow } from "../sync/held-rows.ts";
import type { HubClient } from "../sync/hub-client.ts";
import { HubUnavailable } from "../sync/hub-unavailable.ts";
import type { Journal } from "../sync/journal.ts";
import { type KeyCost, usualCost } from "../vault/key-derivation.ts";
import { type HandedDocuments, pagesOfHub, withPending } from "./document-sources.ts";
import { type AbsentFile, NewHeld, type Manifest } from "./format.ts";
import { gather, type GatheredDocuments } from "./gathering.ts";
import { packed, photosOf } from "./packing.ts";
import { checkExport } from "./read-export.ts";
import { expectRoom } from "./saved-place.ts";
import { sealFile } from "./sealed-file.ts";

export interface MakingOptions {
  /** Where this desk keeps what it needs meanwhile. */
  readonly folder: string;
  readonly version: string;
  readonly profile: Profile;
  readonly membership: Pick<Membership, "ready">;
  readonly journal: Pick<Journal, "pending" | "held">;
  readonly client: HubClient;
  readonly blobs: BlobStore;
  readonly space: Pick<PhotoSpaceService, "use" | "hasRoom" | "fetched">;
  readonly log: Log;
  readonly cost?: KeyCost;
}

interface Made {
  readonly gathered: GatheredDocuments;
  readonly bytes: number;
  readonly absentPhotos: number;
}

/** Makes an export file and reads it back. */
export interface Making {
  make(
    order: { path: string; passphrase: string },
    show: (progress: Partial<Extract<ExportState, { phase: "working" }>>) => void,
    signal: AbortSignal,
  ): Promise<Made>;
}

export function createMaking(options: MakingOptions, handed: Pick<HandedDocuments, "pages">): Making {
  const { folder, profile, membership, journal, client, blobs, space, log, cost = usualCost } = options;
  let isHubThere = false;

  /** The hub knows more than the window; where it cannot be asked, the window has all that there is. */
  const documents = async (unreadable: NewHeldRow[], signal: AbortSignal) => {
    const { switchedOff, hubAddress } = profile.get();
    const mayAsk = !switchedOff || hubAddress === null;
    isHubThere = mayAsk && (await answers(() => membership.ready().then(() => client.probe(signal))));
    const pages = isHubThere
      ? pagesOfHub(client, (rows) => unreadable.push(...rows), signal)
      : handed.pages(signal);
    return withPending(pages, journal.pending());
  };

  const isHere = async (sha256: string, signal: AbortSignal) => {
    if (!isHubThere) return blobs.has(sha256);
    try {
      return await fetchFile(sha256, { blobs, client, space, log }, signal);
    } catch (error) {
      if (error instanceof NoRoom) return false;
      if (!(error instanceof HubUnavailable)) throw error;
      // Each further file would wait for it in vain.
      isHubThere = false;
      return false;
    }
  };
  const find = async (sha256: string, signal: AbortSignal) => {
    using stack = new DisposableStack();
    stack.use(space.use.hold(sha256));
    if (!(await isHere(sha256, signal))) return null;
    const held = stack.move();
    return { path: blobs.path(sha256), [Symbol.dispose]: () => held.dispose() };
  };

  const manifestOf = ({ dealership, cars, photos }: GatheredDocuments, bytes: number): Manifest => ({
    tenantId: profile.get().dealership!.tenantId,
    dealership,
    madeAt: new Date().toISOString(),
    deskName: profile.get().deskName,
    version: options.version,
    cars,
    photos,
    bytes,
  });

  return {
    async make({ path, passphrase }, show, signal) {
      const unreadable: NewHeldRow[] = [];
      await using spool = spoolIn(folder);
      const gathered = await gather(spool.path, await documents(unreadable, signal), show);
      const { cars, photos, files } = gathered;
      const bytesHere = await bytesOf(
        files.flatMap(({ hashes }) => hashes),
        blobs,
      );
      await expectRoom(dirname(path), bytesHere);
      show({ step: "writing", cars, photos, allPhotos: files.length });
      const absent: AbsentFile[] = [];
      const contents = packed(
        {
          manifest: manifestOf(gathered, bytesHere),
          gathered,
          held: [...journal.held.get(), ...unreadable].map((row) => NewHeld.parse(row)),
          find: (sha256) => find(sha256, signal),
          onPhoto: counter((photosDone) => show({ photosDone })),
        },
        absent,
      );
      const order = { path, passphrase, cost };
      const sealed = await sealFile(order, contents, (bytes) => show({ bytes }), signal);
      show({ step: "checking", photosDone: 0, allPhotos: 0, bytes: 0 });
      await checkExport(sealed, (bytes) => show({ bytes }), signal);
      return { gathered, bytes: sealed.length, absentPhotos: photosOf(files, absent) };
    },
  };
}

/** Documents that are gathered, for as long as they are needed. */
function spoolIn(folder: string): { readonly path: string } & AsyncDisposable {
  const path = join(folder, `${randomUUID()}.ndjson`);
  return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) };
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof HubUnavailable) return false;
    throw error;
  }
}

async function bytesOf(hashes: readonly string[], blobs: Pick<BlobStore, "size">): Promise<number> {
  let bytes = 0;
  for (const sha256 of new Set(hashes)) bytes += (await blobs.size(sha256)) ?? 0;
  return bytes;
}

function counter(tell: (count: number) => void): () => void {
  let count = 0;
  return () => tell((count += 1));
}
