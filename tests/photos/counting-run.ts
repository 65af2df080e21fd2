/**
 * A process that imports a folder for a review, says where every photo goes, confirms, acknowledges, and prints how much work
 * that was: `counting-run <store> <card>`. Work is how often the
 * pieces of our own code ran, as V8 counts them, so that
 * the answer is the same on a busy machine.
 */
import { Session } from "node:inspector/promises";
import { openPhotoService } from "#electron/photos/photo-service.ts";
import { errorLog, vehicleId } from "./photo-desk.ts";

/** What deals with many photos at once; what makes one of them would drown its count. */
const bookkeeping =
  /electron\/photos\/(import-|photo-imports|work-queue|turns|previews|picture-paths|filed-photos|copy-lanes)/;

const [folder = "", card = ""] = process.argv.slice(2);
const service = await openPhotoService({ folder, log: errorLog() });
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

const started = await service.import({ vehicleId: null, paths: [card] });
const importId = started?.importId ?? "";
const listening = new AbortController();
let items: readonly { photoId: string }[] = [];
for await (const event of service.imports(listening.signal)) {
  if (event.type === "import") items = event.import.items;
  if (event.type === "state") break;
}
await service.place(
  importId,
  items.map(({ photoId }) => ({ photoId, vehicleId })),
);
await service.confirm(importId);
await service.acknowledge(
  importId,
  items.map(({ photoId }) => photoId),
);

const { result } = await session.post("Profiler.takePreciseCoverage");
const ours = result.filter(({ url }) => bookkeeping.test(url));
const calls = ours.flatMap(({ functions }) =>
  functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)),
);
console.log(calls.reduce((sum, count) => sum + count, 0));
process.exit(0);
