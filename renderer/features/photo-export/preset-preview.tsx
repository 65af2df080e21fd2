import { ActionIcon, Loader } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { PictureOrder } from "#shared/contract/renditions.ts";
import type { PhotoPreset, PhotoRecipe } from "#shared/model/photo-preset.ts";
import { canonicalJson } from "#shared/rules/canonical-json.ts";
import { recipeOf } from "./job-orders.ts";
import { allPictures, ordersOf, type PlannedPicture } from "./picture-plan.ts";
import { formatNames } from "./preset-choice.tsx";
import classes from "./preset-editor.module.css";
import { useFill } from "./use-fill.ts";

/** So many photos to leaf through. */
const mostSamples = 40;

/** A real photo as the channel would get it, made again as the preset changes. */
export function PresetPreview({ preset }: { preset: PhotoPreset }) {
  const { t } = useTranslation("photoExport");
  const { photoBase } = useDesk();
  const locale = useLocale();
  const samples = useSamples();
  const fill = useFill();
  const [index, setIndex] = useState(0);
  const sample = samples[index];
  const [settled] = useDebouncedValue(preset, 250);
  const order = useMemo(() => {
    const [first] = sample ? ordersOf([sample], settled, fill) : [];
    return first ?? null;
  }, [sample, settled, fill]);
  const { picture, failure, isBusy } = usePreviewPicture(order, recipeOf(settled));
  const step = (by: number) => setIndex((index + by + samples.length) % samples.length);

  if (!sample) return <p className={classes.noPreview}>{t("previewNone")}</p>;
  return (
    <section className={classes.preview} aria-label={t("preview")}>
      <div className={classes.stage} data-busy={isBusy || undefined}>
        {picture && !failure && <img src={`${photoBase}${picture.sha256}`} alt={t("preview")} />}
        {failure && <p>{t(`previewFailed.${failure}`)}</p>}
        {isBusy && <Loader size="sm" className={classes.loader} />}
      </div>
      <footer className={classes.facts}>
        <ActionIcon aria-label={t("previewAnother")} disabled={samples.length < 2} onClick={() => step(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <span>
          {picture && !failure
            ? t("previewFacts", {
                width: picture.width,
                height: picture.height,
                size: formatBytes(picture.bytes, locale),
                format: formatNames[settled.format],
              })
            : ""}
        </span>
        <ActionIcon aria-label={t("previewAnother")} disabled={samples.length < 2} onClick={() => step(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </footer>
    </section>
  );
}

/** The first picture of each car, as it leaves, and then the others. */
function useSamples() {
  const { inventory, library } = useReplica();
  const { cars } = useLive(inventory);
  const { photos } = useLive(library);
  return useMemo(() => {
    const seen = new Set<string>();
    const isFirst = ({ photo }: PlannedPicture) => !seen.has(photo.vehicleId) && !!seen.add(photo.vehicleId);
    const { first = [], other = [] } = Object.groupBy(allPictures(photos, cars), (picture) =>
      isFirst(picture) ? "first" : "other",
    );
    return [...first, ...other].slice(0, mostSamples);
  }, [cars, photos]);
}

type Preview = { sha256: string; width: number; height: number; bytes: number };
type PreviewFailure = "notHere" | "broken" | "diskFull" | "unexpected";

interface PreviewState {
  readonly picture: Preview | null;
  readonly failure: PreviewFailure | null;
  /** What it is a picture of, so that an older answer never stands for a newer question. */
  readonly of: string;
}

function usePreviewPicture(order: PictureOrder | null, recipe: PhotoRecipe) {
  const bridge = useBridge();
  const [state, setState] = useState<PreviewState>({ picture: null, failure: null, of: "" });
  const wanted = order ? canonicalJson({ order, recipe }) : "";
  useEffect(() => {
    if (wanted === "") return undefined;
    const stop = new AbortController();
    const { order, recipe } = JSON.parse(wanted) as { order: PictureOrder; recipe: PhotoRecipe };
    bridge.renditions.preview({ order, recipe }, { signal: stop.signal }).then(
      (picture) => stop.signal.aborted || setState({ picture, failure: null, of: wanted }),
      (error: unknown) =>
        stop.signal.aborted || setState({ picture: null, failure: failureOf(error), of: wanted }),
    );
    return () => stop.abort();
  }, [bridge, wanted]);
  return { ...state, isBusy: state.of !== wanted };
}

function failureOf(error: unknown): PreviewFailure {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return code === "notHere" || code === "broken" || code === "diskFull" ? code : "unexpected";
}
