import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { PushResponse } from "#shared/contract/replication.ts";
import type { Connections } from "./db/database.ts";

/** What a hub process counts of itself, in the terms of Prometheus. Nothing of it names a dealership, a person or a desk. */
export interface Metrics {
  requested(request: { method: string; route: string; status: number; seconds: number }): void;
  pulled(rows: number): void;
  pushed(written: number, response: PushResponse): void;
  /** A desk listens; call what it answers with when it does no more. */
  streamOpened(): () => void;
  /** Prometheus's text format, and the content type that it goes by. */
  text(): Promise<{ body: string; contentType: string }>;
}

interface MetricsOptions {
  /** Whether memory, garbage collection and the event loop are measured as well. */
  readonly ofProcess: boolean;
  readonly connections: () => Connections;
}

export function createMetrics({ ofProcess, connections }: MetricsOptions): Metrics {
  const register = new Registry();
  const registers = [register];
  if (ofProcess) collectDefaultMetrics({ register, prefix: "autosell_hub_" });
  const requests = new Histogram({
    name: "autosell_hub_request_seconds",
    help: "Time to answer a request, streams of changes apart",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers,
  });
  const pulledRows = new Counter({
    name: "autosell_hub_pulled_rows_total",
    help: "Rows that desks were given",
    registers,
  });
  const pushedRows = new Counter({
    name: "autosell_hub_pushed_rows_total",
    help: "Rows that desks pushed, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const databaseConnections = new Gauge({
    name: "autosell_hub_database_connections",
    help: "Connections to the database by what they do, and work that waits for one",
    labelNames: ["state"],
    registers,
  });
  const streams = new Gauge({
    name: "autosell_hub_open_streams",
    help: "Desks that listen for changes now",
    registers,
  });

  return {
    requested({ method, route, status, seconds }) {
      // A stream lasts as long as its desk listens, which says nothing of how fast the hub is.
      if (route !== "/changes") requests.observe({ method, route, status }, seconds);
    },
    pulled: (rows) => pulledRows.inc(rows),
    pushed(written, { conflicts, rejected }) {
      pushedRows.inc({ outcome: "written" }, written);
      pushedRows.inc({ outcome: "conflict" }, Math.max(0, conflicts.length - rejected.length));
      for (const { reason } of rejected) pushedRows.inc({ outcome: reason });
    },
    streamOpened() {
      streams.inc();
      return () => streams.dec();
    },
    async text() {
      for (const [state, count] of Object.entries(connections())) databaseConnections.set({ state }, count);
      return { body: await register.metrics(), contentType: register.contentType };
    },
  };
}
