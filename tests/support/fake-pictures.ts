import { implement } from "@orpc/server";
import { bridge } from "#shared/contract/bridge.ts";
import type { ImportEvent, Intake, RefusedFile } from "#shared/contract/photo-import.ts";
import type { PictureJob, PictureJobEvent, PictureOrder } from "#shared/contract/renditions.ts";
import type { EditedRenditions } from "#shared/model/photo.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { photoFile } from "./photo-file.ts";
import { events } from "./event-stream.ts";

/** Main's photo and rendition services in memory: what was asked of them can be read, and tests say what imports do. */
export interface FakePictures {
  readonly placed: { photoId: string; vehicleId: string | null }[];
  readonly confirmed: string[];
  readonly cancelled: string[];
  readonly acknowledged: string[];
  readonly orders: PictureOrder[];
  /** Says this on the import stream, now and to whoever listens later. */
  say(event: ImportEvent): void;
  readonly retried: string[];
  /** These did not become photos, and this is where they are. */
  refuse(files: readonly RefusedFile[], places: RefusedPlaces): void;
  /** Drawing a picture with its edits waits for it. */
  untilDrawn: Promise<unknown>;
  /** Keeping what is put on a car waits for it. */
  untilPlaced: Promise<unknown>;
  /** Pictures of these originals are on another desk. */
  readonly elsewhere: Set<string>;
}

interface RefusedPlaces {
  readonly atSource: readonly string[];
  readonly copied: readonly string[];
}

type Router = ReturnType<typeof pictureRoutes>;

export function createFakePictures(): FakePictures & { readonly routes: Router } {
  const said: ImportEvent[] = [];
  const listeners = new Set<(event: ImportEvent) => void>();
  const refusals = createRefusals();
  const pictures: FakePictures = {
    placed: [],
    confirmed: [],
    cancelled: [],
    acknowledged: [],
    orders: [],
    retried: [],
    refuse: refusals.set,
    untilDrawn: Promise.resolve(),
    untilPlaced: Promise.resolve(),
    elsewhere: new Set(),
    say(event) {
      said.push(event);
      listeners.forEach((listener) => listener(event));
    },
  };
  const onImport = (listener: (event: ImportEvent) => void) => {
    said.forEach(listener);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return Object.assign(pictures, { routes: pictureRoutes(pictures, refusals, onImport) });
}

function pictureRoutes(
  pictures: FakePictures,
  refusals: ReturnType<typeof createRefusals>,
  onImport: (listener: (event: ImportEvent) => void) => () => void,
) {
  const { photos, renditions } = implement(bridge);
  const jobs = createJobs();
  let intake: Intake = { watchedFolder: null, secondPlace: null };
  return {
    photos: {
      choose: photos.choose.handler(async () => ({ paths: [] })),
      import: photos.import.handler(async () => ({ importId: crypto.randomUUID() })),
      place: photos.place.handler(async ({ input }) => {
        await pictures.untilPlaced;
        pictures.placed.push(...input.placements);
        return {};
      }),
      confirm: photos.confirm.handler(async ({ input }) => {
        pictures.confirmed.push(input.importId);
        return {};
      }),
      lookAt: photos.lookAt.handler(async () => ({})),
      intake: photos.intake.handler(async () => intake),
      setIntake: photos.setIntake.handler(async ({ input }) => (intake = input)),
      importSample: photos.importSample.handler(async () => ({ importId: null })),
      imports: photos.imports.handler(async function* ({ signal }) {
        yield* events<ImportEvent>(signal, onImport);
      }),
      cancel: photos.cancel.handler(async ({ input }) => {
        pictures.cancelled.push(input.importId);
        return {};
      }),
      resume: photos.resume.handler(async () => ({})),
      discard: photos.discard.handler(async ({ input }) => {
        pictures.say({ type: "closed", importId: input.importId });
        return {};
      }),
      acknowledge: photos.acknowledge.handler(async ({ input }) => {
        pictures.acknowledged.push(...input.photoIds);
        return {};
      }),
      refused: photos.refused.handler(async function* ({ signal }) {
        yield* events<{ files: RefusedFile[] }>(signal, refusals.listen);
      }),
      refusedPlaces: photos.refusedPlaces.handler(async () => refusals.places()),
      retryRefused: photos.retryRefused.handler(async ({ input }) => {
        pictures.retried.push(...input.photoIds);
        refusals.remove(input.photoIds);
        return { imports: [] };
      }),
      revealRefused: photos.revealRefused.handler(async () => ({})),
      dismissRefused: photos.dismissRefused.handler(async ({ input }) => {
        refusals.remove(input.photoIds);
        return {};
      }),
    },
    renditions: {
      render: renditions.render.handler(async ({ input, errors }) => {
        await pictures.untilDrawn;
        if (pictures.elsewhere.has(input.original)) throw errors.notHere();
        const { renditions, dominantColor } = photoFile(checksum(canonicalJson(input.edits)));
        return { edits: input.edits, renditions, dominantColor } satisfies EditedRenditions;
      }),
      preview: renditions.preview.handler(async ({ input, errors }) => {
        if (pictures.elsewhere.has(input.order.original)) throw errors.notHere();
        const { sha256, width, height, bytes } = photoFile(input.order.original).renditions[800];
        return { sha256, width, height, bytes, mime: `image/${input.recipe.format}` };
      }),
      order: renditions.order.handler(async ({ input }) => {
        pictures.orders.push(...input.orders);
        jobs.order(input.jobId, input.work, input.orders.length);
        return {};
      }),
      jobs: renditions.jobs.handler(async function* ({ signal }) {
        yield* events<PictureJobEvent>(signal, jobs.onJob);
      }),
      cancel: renditions.cancel.handler(async ({ input }) => {
        pictures.cancelled.push(input.jobId);
        return {};
      }),
      dismiss: renditions.dismiss.handler(async ({ input }) => {
        jobs.dismiss(input.jobId);
        return {};
      }),
      reveal: renditions.reveal.handler(async () => ({})),
      prepared: renditions.prepared.handler(async () => ({ pictures: pictures.orders.length, outdated: 0 })),
      dropPrepared: renditions.dropPrepared.handler(async () => ({})),
      addWatermark: renditions.addWatermark.handler(async () => {
        const { sha256, width, height } = photoFile("watermark").original;
        return { image: sha256, width, height };
      }),
      choosePlace: renditions.choosePlace.handler(async () => ({ path: null })),
      startDrag: renditions.startDrag.handler(async () => ({})),
    },
  };
}

function createRefusals() {
  let files: readonly RefusedFile[] = [];
  let places: RefusedPlaces = { atSource: [], copied: [] };
  const listeners = new Set<(told: { files: RefusedFile[] }) => void>();
  const tell = () => listeners.forEach((listener) => listener({ files: [...files] }));
  return {
    places: () => ({ atSource: [...places.atSource], copied: [...places.copied] }),
    set(next: readonly RefusedFile[], at: RefusedPlaces) {
      files = next;
      places = at;
      tell();
    },
    remove(photoIds: readonly string[]) {
      files = files.filter(({ photoId }) => !photoIds.includes(photoId));
      tell();
    },
    listen(listener: (told: { files: RefusedFile[] }) => void) {
      listener({ files: [...files] });
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Every job is finished as soon as it is ordered. */
function createJobs() {
  const known = new Map<string, PictureJob>();
  const listeners = new Set<(event: PictureJobEvent) => void>();
  const tell = (event: PictureJobEvent) => listeners.forEach((listener) => listener(event));
  return {
    order(jobId: string, work: PictureJob["work"], count: number) {
      const total = (known.get(jobId)?.total ?? 0) + count;
      const job: PictureJob = {
        jobId,
        work,
        startedAt: new Date(0).toISOString(),
        state: "finished",
        total,
        done: total,
        failures: [],
        failed: 0,
        failure: null,
        result: null,
      };
      known.set(jobId, job);
      tell({ type: "job", job });
    },
    dismiss(jobId: string) {
      known.delete(jobId);
      tell({ type: "closed", jobId });
    },
    onJob(listener: (event: PictureJobEvent) => void) {
      known.forEach((job) => listener({ type: "job", job }));
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Short, and different for different texts. */
function checksum(text: string): string {
  const sum = Array.from(text).reduce((total, letter) => Math.imul(total, 31) + letter.charCodeAt(0), 7);
  return (sum >>> 0).toString(16);
}
