import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import * as z from "zod";
import { entryFile } from "../desk/entry-file.ts";
import type { Log } from "../log.ts";
import type { HubTrouble } from "#shared/contract/own-hub.ts";
import type { PersonReference } from "#shared/model/person.ts";
import { type HubCommand, HubReport, type HubStart, PairingCode, TakenFiles } from "./messages.ts";

/** A hub that runs in a thread of its own. */
export interface HubThread {
  readonly port: number;
  /** Resolves when the thread is gone, for whatever reason. */
  readonly ended: Promise<void>;
  createPairingCode(tenantId: string | null): Promise<PairingCode>;
  tenants(): Promise<string[]>;
  /** Dealerships that no desk has joined yet. */
  emptyTenants(): Promise<string[]>;
  /** Makes a dealership whose hub before this one is gone, as far as it is not here. */
  found(tenantId: string, owner: PersonReference): Promise<void>;
  /** Takes over a shelf of photo files of that hub, whose data folder is `from`. */
  takeFiles(order: { tenantId: string; from: string; shelf: number }): Promise<TakenFiles>;
  /** Drains, then ends. */
  stop(): Promise<void>;
}

export class HubNotStarted extends Error {
  override readonly name = "HubNotStarted";
  /** Null where it was not to start. */
  readonly trouble: HubTrouble | null;

  constructor(message: string, trouble: HubTrouble | null) {
    super(message);
    this.trouble = trouble;
  }
}

/** A command without its number. */
type Order = HubCommand extends infer Each ? (Each extends HubCommand ? Omit<Each, "id"> : never) : never;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Milliseconds that a hub has to drain before its thread is ended by force, and that it may take to open. */
const drainTimeout = 10_000;
const openTimeout = 5 * 60_000;

export interface HubThreadOptions {
  readonly start: HubStart;
  /** Its database does not open to its end, or cannot be read to its end. */
  readonly onDamage: (error: HubNotStarted) => void;
  readonly log: Log;
}

/** Resolves when the hub listens; throws `HubNotStarted` where it cannot. */
export async function startHubThread({ start, onDamage, log }: HubThreadOptions): Promise<HubThread> {
  const worker = new Worker(entryFile(import.meta.url, "./worker.ts", "hub-worker.js"), {
    workerData: start,
    name: "hub",
  });
  const waiting = new Map<number, Waiting>();
  const started = Promise.withResolvers<number>();
  let isGivenUp = false;
  const giveUp = () => {
    isGivenUp = true;
    return worker.terminate();
  };
  const ended = new Promise<void>((resolve) =>
    worker.once("exit", (code) => {
      if (code !== 0 && !isGivenUp) log.error("hub thread ended by itself", `exit code ${code}`);
      resolve();
    }),
  );

  worker.on("message", (message: unknown) => {
    const report = HubReport.parse(message);
    if (report.type === "started") started.resolve(report.port);
    if (report.type === "notStarted") started.reject(new HubNotStarted(report.message, report.trouble));
    if (report.type === "damaged")
      onDamage(new HubNotStarted("A part of the hub's database cannot be read", "damaged"));
    if (report.type === "answer") take(waiting, report.id)?.resolve(report.value);
    if (report.type === "failure") take(waiting, report.id)?.reject(new Error(report.message));
    if (report.type === "log") pass(report, log);
  });
  worker.once("error", (error) => log.error("hub thread failed", error));
  void ended.then(() => {
    const gone = new HubNotStarted("The hub's thread ended", "damaged");
    started.reject(gone);
    for (const { reject } of waiting.values()) reject(gone);
  });

  let lastId = 0;
  const ask = (order: Order) =>
    new Promise<unknown>((resolve, reject) => {
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ ...order, id } satisfies HubCommand);
    });
  const timer = setTimeout(() => {
    const error = new HubNotStarted("The hub's database does not open", "damaged");
    onDamage(error);
    started.reject(error);
  }, openTimeout);
  const port = await started.promise
    .catch(async (error: unknown) => {
      // What it had open of its folder is in nobody's way any more; but one that waits for a disk may never end.
      await Promise.race([giveUp(), pause(drainTimeout, null, { ref: false })]);
      throw error;
    })
    .finally(() => clearTimeout(timer));

  return {
    port,
    ended,
    createPairingCode: async (tenantId) =>
      PairingCode.parse(await ask({ type: "createPairingCode", tenantId })),
    tenants: async () => z.array(z.string()).parse(await ask({ type: "tenants" })),
    emptyTenants: async () => z.array(z.string()).parse(await ask({ type: "emptyTenants" })),
    async found(tenantId, owner) {
      await ask({ type: "found", tenantId, owner });
    },
    takeFiles: async (order) => TakenFiles.parse(await ask({ type: "takeFiles", ...order })),
    async stop() {
      const timer = setTimeout(() => void giveUp(), drainTimeout);
      await ask({ type: "stop" }).catch((error: unknown) => log.error("hub did not drain", error));
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Requests that went well are left out: this desk alone makes several a minute. */
function pass({ level, event, fields }: Extract<HubReport, { type: "log" }>, log: Log): void {
  if (event === "request" && Number(fields["status"]) < 500) return;
  if (level === "info") log.info(`hub ${event}`, fields);
  else log.error(`hub ${event}`, fields["message"] ?? "", fields);
}

function take(waiting: Map<number, Waiting>, id: number): Waiting | undefined {
  const found = waiting.get(id);
  waiting.delete(id);
  return found;
}
