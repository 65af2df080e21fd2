import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PullRequest, SnapshotRequest } from "#shared/contract/replication.ts";
import type { Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import { created } from "#shared/rules/stamping.ts";
import type { BlobDownloads } from "./blob-downloads.ts";
import type { BlobUploads } from "./blob-uploads.ts";
import { createConnectivity } from "./connectivity.ts";
import type { HubClient } from "./hub-client.ts";
import { openJournal } from "./journal.ts";
import { createLiveState } from "./live-state.ts";
import { createSyncEngine } from "./sync-engine.ts";

const log = { info: () => undefined, error: () => "defect" };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "autosell-engine-"));
});
afterEach(() => rm(folder, { recursive: true }));

const car = (number: number) =>
  created("vehicle", `0192f0c4-0000-7000-8000-${String(number).padStart(12, "0")}`, {
    make: `Make ${number}`,
  });

/** An engine before a hub whose feed is this, numbered from one; it is also all that the hub has. */
async function engineAt(feed: readonly unknown[], person: { role: Role } = { role: "owner" }) {
  const deviceId = "0192f0c4-0000-7000-8000-00000000000a";
  const journal = await openJournal({ path: join(folder, "journal"), deviceId, log });
  const noticed: Envelope[] = [];
  const retries: string[] = [];
  const client = {
    async snapshot({ limit }: SnapshotRequest) {
      return {
        documents: feed.slice(0, limit),
        checkpoint: { sequence: feed.length, history: "" },
        next: { rank: "0", id: "" },
        total: feed.length,
      };
    },
    async pull({ after, limit }: PullRequest) {
      const documents = feed.slice(after, after + limit);
      const checkpoint = { sequence: after + documents.length, history: "" };
      return { documents, checkpoint, role: person.role };
    },
  } as unknown as HubClient;
  const engine = createSyncEngine({
    onRole: () => Promise.resolve(),
    client,
    connectivity: createConnectivity({ obstacle: () => null, probe: async () => undefined, log }),
    journal,
    uploads: {
      waiting: createLiveState(0),
      retry: () => retries.push(person.role),
    } as unknown as BlobUploads,
    downloads: {
      toFetch: createLiveState(0),
      notice: async (documents: readonly Envelope[]) => void noticed.push(...documents),
    } as unknown as BlobDownloads,
    log,
  });
  return { engine, journal, noticed, retries };
}

test("rows that cannot be read are held, and a full page stays full, so that the feed goes on behind them", async () => {
  const { engine, journal } = await engineAt([car(1), { id: 7 }, "nothing", car(2), car(3), car(4)]);
  const request = { collection: "vehicles", after: 0, limit: 3 } as const;
  const page = await engine.pull(request, new AbortController().signal);
  expect(page.documents).toEqual([car(1), car(2), car(3)]);
  expect(page.checkpoint.sequence).toBe(5);
  expect(journal.held.get().map(({ reason }) => reason)).toEqual(["unreadable", "unreadable"]);
  const rest = await engine.pull({ ...request, after: 5 }, new AbortController().signal);
  expect(rest.documents).toEqual([car(4)]);
});

test("what comes to a desk that joins is looked at, acknowledged and noticed as what it pulls", async () => {
  const { engine, journal, noticed } = await engineAt([car(1), { id: 7 }, car(2), car(3)]);
  await journal.append([{ collection: "photos", document: car(2) }]);
  expect(journal.waiting.get()).toBe(1);
  const request = { collection: "photos", limit: 3 } as const;
  const page = await engine.snapshot(request, new AbortController().signal);
  expect(page).toMatchObject({ documents: [car(1), car(2)], next: { rank: "0" }, total: 4 });
  expect(journal.held.get().map(({ reason }) => reason)).toEqual(["unreadable"]);
  expect(journal.waiting.get()).toBe(0);
  expect(noticed).toEqual([car(1), car(2)]);
});

test("files that the hub refused are tried again where the person's role has changed", async () => {
  const person = { role: "viewer" as Role };
  const { engine, retries } = await engineAt([car(1)], person);
  const request = { collection: "vehicles", after: 0, limit: 3 } as const;
  const pull = () => engine.pull(request, new AbortController().signal);
  await pull();
  await pull();
  expect(retries).toEqual([]);
  person.role = "photographer";
  await pull();
  expect(retries).toEqual(["photographer"]);
});
