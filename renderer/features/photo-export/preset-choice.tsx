import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import { shapeName } from "#renderer/ui/shape-name.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { ChannelIcon } from "./channel-icon.tsx";
import classes from "./export-stage.module.css";

interface PresetChoiceProps {
  readonly presets: readonly PresetEntry[];
  readonly chosen: PhotoPreset;
  readonly onChoose: (id: string) => void;
}

export function PresetChoice({ presets, chosen, onChoose }: PresetChoiceProps) {
  const { t } = useTranslation("photoExport");
  const inWords = usePresetWords();
  return (
    <section>
      <h3 className={classes.heading}>{t("channel")}</h3>
      <div role="radiogroup" aria-label={t("channel")} className={classes.presets}>
        {presets.map(({ id, preset }) => (
          <UnstyledButton
            key={id}
            role="radio"
            aria-checked={preset === chosen}
            className={classes.preset}
            onClick={() => onChoose(id)}
          >
            <ChannelIcon channel={preset.channel} />
            <span>
              <strong>{preset.name}</strong>
              <small>{inWords(preset)}</small>
            </span>
          </UnstyledButton>
        ))}
      </div>
    </section>
  );
}

/** A preset in a line: "JPEG, up to 1920 px, cut to 4:3, watermark". */
export function usePresetWords(): (preset: PhotoPreset) => string {
  const { t } = useTranslation("photoExport");
  const locale = useLocale();
  return ({ format, longEdge, shape, maxBytes, watermark, banner }) =>
    [
      t("recipe", { format: formatNames[format], pixels: longEdge }),
      shape && t("recipeShape", { shape: shapeName(shape) }),
      maxBytes !== null && t("recipeBytes", { size: formatBytes(maxBytes, locale) }),
      watermark && t("withWatermark"),
      banner && t("withBanner"),
    ]
      .filter(Boolean)
      .join(", ");
}

export const formatNames = { jpeg: "JPEG", webp: "WebP", avif: "AVIF", png: "PNG" } as const;
