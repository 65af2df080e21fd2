import { basename } from "node:path";
import { implement } from "@orpc/server";
import { v7 as uuid } from "uuid";
import { bridge } from "#shared/contract/bridge.ts";
import type { RefusedFile as ToldRefusal } from "#shared/contract/photo-import.ts";
import type { RefusedFile } from "../photos/refused-files.ts";
import { sampleLot } from "../sample/sample-lot.ts";
import type { Services } from "../services.ts";
import { watch } from "../sync/live-state.ts";
import { signalOf } from "./signals.ts";

const { photos: door, sample: sampleDoor } = implement(bridge);

/** Pictures on their way into this desk. */
export function photoRoutes(services: Services) {
  const { photos, staging, drawings, host, profile } = services;
  const importStaged = async (vehicleId: string | null, paths: readonly string[]) => {
    const importId = uuid();
    await staging.claim(importId, paths);
    const started = await photos.import({ importId, vehicleId, paths, rootOf: staging.rootOf });
    if (!started) await staging.release(importId);
    return started;
  };

  return {
    choose: door.choose.handler(async ({ input }) => ({
      paths: (await host.chooseFiles?.(input.what)) ?? [],
    })),
    import: door.import.handler(async ({ input, errors }) => {
      const started = await importStaged(input.vehicleId, input.paths);
      if (!started) throw errors.nothingFound();
      return started;
    }),
    importSample: door.importSample.handler(async ({ input, signal }) => {
      const paths = await drawings.draw(input.stockNumber, signalOf(services, signal));
      return { importId: (await importStaged(input.vehicleId, paths))?.importId ?? null };
    }),
    place: door.place.handler(async ({ input }) => {
      await photos.place(input.importId, input.placements);
      return {};
    }),
    confirm: door.confirm.handler(async ({ input }) => {
      await photos.confirm(input.importId);
      return {};
    }),
    lookAt: door.lookAt.handler(({ input }) => {
      photos.lookAt(input.photoIds);
      return {};
    }),
    intake: door.intake.handler(() => profile.get().intake),
    setIntake: door.setIntake.handler(async ({ input, errors }) => {
      const unusable = await services.setIntake(input);
      if (unusable) throw errors.folderUnusable({ data: unusable });
      return profile.get().intake;
    }),
    imports: door.imports.handler(({ signal }) => photos.imports(signalOf(services, signal))),
    cancel: door.cancel.handler(async ({ input }) => {
      await photos.cancel(input.importId);
      return {};
    }),
    resume: door.resume.handler(async ({ input }) => {
      await photos.resume(input.importId);
      return {};
    }),
    discard: door.discard.handler(async ({ input }) => {
      await photos.discard(input.importId);
      return {};
    }),
    refused: door.refused.handler(async function* ({ signal }) {
      for await (const files of watch(photos.refusals.files, signalOf(services, signal)))
        yield { files: files.map(toldOf) };
    }),
    refusedPlaces: door.refusedPlaces.handler(async () => {
      const places = await photos.refusals.places();
      return {
        atSource: places.filter(({ source }) => source !== null).map(({ photoId }) => photoId),
        copied: places.filter(({ copy }) => copy !== null).map(({ photoId }) => photoId),
      };
    }),
    retryRefused: door.retryRefused.handler(async ({ input }) => ({
      imports: await photos.refusals.retry(input.photoIds),
    })),
    revealRefused: door.revealRefused.handler(({ input }) => {
      const refused = photos.refusals.files.get().find(({ file }) => file.photoId === input.photoId);
      if (refused) host.desktop?.reveal(refused.file.path);
      return {};
    }),
    dismissRefused: door.dismissRefused.handler(async ({ input }) => {
      await photos.refusals.dismiss(input.photoIds);
      return {};
    }),
    acknowledge: door.acknowledge.handler(async ({ input }) => {
      await photos.acknowledge(input.importId, input.photoIds);
      return {};
    }),
  };
}

function toldOf({ file, source, startedAt, vehicleId, failure, stored }: RefusedFile): ToldRefusal {
  const { photoId, path, folder, companion } = file;
  return {
    photoId,
    name: basename(path),
    folder,
    companionName: companion === null ? null : basename(companion),
    vehicleId,
    source,
    startedAt,
    failure,
    copy: stored?.original.sha256 ?? null,
  };
}

/** A dealership to look around in. */
export function sampleRoutes() {
  return { lot: sampleDoor.lot.handler(({ input }) => ({ cars: sampleLot(input) })) };
}
