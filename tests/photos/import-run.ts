/**
 * A process that imports a folder until it is done or killed: `import-run <store> <card> [<second place>]`. Says `queued
 * <importId>` once the import is accepted, `safe <photoId>` for every item that the service calls safe, and `done <photoId>
 * <sha256>` for every one that it calls done.
 */
import { openPhotoService } from "#electron/photos/photo-service.ts";
import { errorLog, untilImport, vehicleId } from "./photo-desk.ts";

const [folder = "", card = "", secondPlace = null] = process.argv.slice(2);
const service = await openPhotoService({ folder, secondPlace: () => secondPlace, log: errorLog() });
const started = await service.import({ vehicleId, paths: [card] });
const told = new Set<string>();
const tell = (line: string) => {
  if (!told.has(line)) console.log(line);
  told.add(line);
};
console.log(`queued ${started?.importId}`);
await untilImport(service, started?.importId ?? "", ({ items, state }) => {
  for (const { photoId, file, safety } of items) {
    if (safety === "safe") tell(`safe ${photoId}`);
    if (file) tell(`done ${photoId} ${file.original.sha256}`);
  }
  return state === "finished";
});
await service[Symbol.asyncDispose]();
