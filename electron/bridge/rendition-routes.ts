import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import { pictureFailureOf } from "../renditions/picture-problem.ts";
import type { Services } from "../services.ts";
import { signalOf } from "./signals.ts";

const { renditions: door } = implement(bridge);

/** Pictures with their edits, and on their way out of this desk. */
export function renditionRoutes(services: Services) {
  const { renditions, host } = services;
  const { jobs } = renditions;
  return {
    render: door.render.handler(({ input, errors, signal }) =>
      orPictureFailure(errors, () => renditions.render(input, signalOf(services, signal))),
    ),
    preview: door.preview.handler(({ input, errors, signal }) =>
      orPictureFailure(errors, () =>
        renditions.preview(input.order, input.recipe, signalOf(services, signal)),
      ),
    ),
    order: door.order.handler(async ({ input }) => {
      await jobs.order(input);
      return {};
    }),
    jobs: door.jobs.handler(({ signal }) => jobs.events(signalOf(services, signal))),
    cancel: door.cancel.handler(({ input }) => {
      jobs.cancel(input.jobId);
      return {};
    }),
    dismiss: door.dismiss.handler(async ({ input }) => {
      await jobs.dismiss(input.jobId);
      return {};
    }),
    reveal: door.reveal.handler(({ input }) => {
      const path = jobs.resultPath(input.jobId);
      if (path !== null) host.desktop?.reveal(path);
      return {};
    }),
    prepared: door.prepared.handler(({ input }) => renditions.countPrepared(input.presetId, input.recipe)),
    dropPrepared: door.dropPrepared.handler(async ({ input }) => {
      await renditions.dropPrepared(input.presetIds);
      return {};
    }),
    addWatermark: door.addWatermark.handler(async ({ input, errors }) => {
      const mark = await renditions.addWatermark(input.path, input.removeBackground);
      if (!mark) throw errors.unusable();
      return mark;
    }),
    choosePlace: door.choosePlace.handler(async ({ input }) => ({
      path: (await host.desktop?.choosePlace(input.what, input.suggestedName)) ?? null,
    })),
    startDrag: door.startDrag.handler(({ input, errors, signal }) =>
      orPictureFailure(errors, async () => {
        const { paths, icon } = await renditions.filesToDrag(input.files, signalOf(services, signal));
        host.desktop?.startDrag(paths, icon);
        return {};
      }),
    ),
  };
}

/** The failures that the contract declares for calls that make pictures, as oRPC makes them. */
interface PictureErrors {
  readonly notHere: () => Error;
  readonly broken: () => Error;
  readonly diskFull: () => Error;
}

async function orPictureFailure<T>(errors: PictureErrors, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const kind = pictureFailureOf(error);
    if (kind === "notHere" || kind === "broken" || kind === "diskFull") throw errors[kind]();
    throw error;
  }
}
