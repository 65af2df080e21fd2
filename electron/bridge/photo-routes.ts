import { implement } from "@orpc/server";
import { v7 as uuid } from "uuid";
import { bridge } from "#shared/contract/bridge.ts";
import { sampleLot } from "../sample/sample-lot.ts";
import type { Services } from "../services.ts";
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
    acknowledge: door.acknowledge.handler(async ({ input }) => {
      await photos.acknowledge(input.importId, input.photoIds);
      return {};
    }),
  };
}

/** A dealership to look around in. */
export function sampleRoutes() {
  return { lot: sampleDoor.lot.handler(({ input }) => ({ cars: sampleLot(input) })) };
}
