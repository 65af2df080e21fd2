import { join } from "node:path";
import { entryFile } from "../desk/entry-file.ts";
import { openStaging } from "../desk/staging.ts";
import type { Log } from "../log.ts";
import { openPhotoService } from "../photos/photo-service.ts";
import { openSeenFiles } from "../photos/seen-files.ts";
import { putDecodersBehindMain } from "../photos/thread-priority.ts";
import { createWatchedFolder } from "../photos/watched-folder.ts";
import { createSampleDrawings } from "../sample/sample-photos.ts";
import type { DeskParts } from "./desk-parts.ts";
import type { HostAbilities } from "./host-abilities.ts";

export type PhotoParts = Awaited<ReturnType<typeof openPhotos>>;

/** The ways of photos into this desk: from files, from a watched folder, from the window, drawn for the sample lot. */
export async function openPhotos(
  stack: AsyncDisposableStack,
  parts: {
    dataFolder: string;
    startProcess: HostAbilities["startProcess"];
    profile: DeskParts["profile"];
    log: Log;
  },
) {
  const { dataFolder, startProcess, profile, log } = parts;
  const photos = stack.use(
    await openPhotoService({ folder: dataFolder, secondPlace: () => profile.get().intake.secondPlace, log }),
  );
  await putDecodersBehindMain();
  const watchedFolder = createWatchedFolder({
    folder: () => profile.get().intake.watchedFolder,
    except: () => [dataFolder, profile.get().intake.secondPlace].filter((folder) => folder !== null),
    importFiles: (paths, root) => photos.import({ vehicleId: null, paths, rootOf: () => root }),
    queued: () => photos.openPaths(),
    seen: await openSeenFiles(join(dataFolder, "imports", "watched.txt")),
    log,
  });
  const staging = await openStaging({ folder: dataFolder, photos, log });
  const drawings = createSampleDrawings({
    folder: staging.drawings,
    entry: entryFile(import.meta.url, "../sample/draw-process.ts", "draw-process.js"),
    startProcess,
    today,
  });
  return { photos, watchedFolder, staging, drawings };
}

/** The dealer's own civil date. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
