import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Envelope } from "#shared/model/envelope.ts";

const folder = fileURLToPath(new URL("pouchdb/", import.meta.url));

/** As much of Express and PouchDB as is called here; neither brings types of its own. */
interface ExpressApp extends RequestListener {
  use(path: string, handler: unknown): void;
}
interface Express {
  (): ExpressApp;
  static(folder: string): unknown;
}
interface PouchClass {
  plugin(plugin: unknown): PouchClass;
  defaults(options: { adapter: string }): PouchClass;
}

export interface PouchServer extends AsyncDisposable {
  /** Of a page that has PouchDB, and the documents in `cars.json`. */
  readonly pageUrl: string;
}

/** express-pouchdb over a store in memory, and a page that replicates with it. */
export async function startPouchServer(documents: readonly Envelope[]): Promise<PouchServer> {
  await install();
  const load = createRequire(join(folder, "package.json"));
  const express = load("express") as Express;
  const pouch = (load("pouchdb") as PouchClass)
    .plugin(load("pouchdb-adapter-memory"))
    .defaults({ adapter: "memory" });
  const serve = load("express-pouchdb") as (pouch: PouchClass, options: object) => unknown;

  const app = express();
  app.use("/script", express.static(join(folder, "node_modules/pouchdb/dist")));
  app.use("/store", serve(pouch, { mode: "minimumForPouchDB", inMemoryConfig: true }));
  const cars = JSON.stringify(documents.map(withoutTombstone));
  const page = '<!doctype html><body data-ready="yes"><script src="/script/pouchdb.min.js"></script>';
  const server = createServer((request, response) => {
    if (request.url === "/cars.json") response.setHeader("content-type", "application/json").end(cars);
    else if (request.url === "/") response.setHeader("content-type", "text/html").end(page);
    else app(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    pageUrl: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function install(): Promise<void> {
  if (existsSync(join(folder, "node_modules/.package-lock.json"))) return;
  await promisify(execFile)("npm", ["ci", "--silent"], { cwd: folder, shell: process.platform === "win32" });
}

/** `_deleted` is PouchDB's own word too, for documents that are gone. */
function withoutTombstone({ id, _deleted, ...document }: Envelope): object {
  return { _id: id, ...document };
}
