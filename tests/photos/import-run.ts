/**
 * A process that imports a folder until it is done or killed: `import-run <store> <card>`. Says `queued <importId>` once
 * the import is accepted and `done <photoId> <sha256>` for every item that the service calls done.
 */
import { openPhotoService } from "#electron/photos/photo-service.ts";
import { errorLog, untilImport, vehicleId } from "./photo-desk.ts";

const [folder = "", card = ""] = process.argv.slice(2);
const service = await openPhotoService({ folder, log: errorLog() });
const started = await service.import({ vehicleId, paths: [card] });
const told = new Set<string>();
console.log(`queued ${started?.importId}`);
await untilImport(service, started?.importId ?? "", ({ items, state }) => {
  for (const { photoId, file } of items) {
    if (!file || told.has(photoId)) continue;
    told.add(photoId);
    console.log(`done ${photoId} ${file.original.sha256}`);
  }
  return state === "finished";
});
await service[Symbol.asyncDispose]();
