import { NumberInput, SegmentedControl, Select, Slider, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type PhotoPreset, PhotoChannel, photoChannels } from "#shared/model/photo-preset.ts";
import { NamePattern } from "./name-pattern.tsx";
import { formatNames } from "./preset-choice.tsx";
import classes from "./preset-editor.module.css";
import { ShapeField } from "./shape-field.tsx";

export interface PresetFieldsProps {
  readonly preset: PhotoPreset;
  readonly onChange: (patch: Partial<PhotoPreset>) => void;
}

const megabyte = 1_000_000;

/** What the files are: their name, size, shape and format. */
export function PresetFields({ preset, onChange }: PresetFieldsProps) {
  const { t } = useTranslation("photoExport");
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t("name")}
          maxLength={60}
          value={preset.name}
          error={preset.name.trim() === "" ? t("nameRequired") : null}
          onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
        />
        <Select
          label={t("channelOf")}
          data={photoChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
          value={preset.channel}
          onChange={(value) => onChange({ channel: PhotoChannel.catch(preset.channel).parse(value) })}
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label={t("longEdge")}
          suffix={` ${t("pixels")}`}
          min={320}
          max={8000}
          step={10}
          clampBehavior="blur"
          allowDecimal={false}
          value={preset.longEdge}
          onChange={(value) => {
            if (typeof value === "number" && value >= 320 && value <= 8000) onChange({ longEdge: value });
          }}
        />
        <ShapeField shape={preset.shape} onChange={(shape) => onChange({ shape })} />
      </div>
      <div>
        <span className={classes.label}>{t("format")}</span>
        <SegmentedControl
          fullWidth
          aria-label={t("format")}
          value={preset.format}
          onChange={(format) => onChange({ format })}
          data={(["jpeg", "webp", "avif", "png"] as const).map((value) => ({
            value,
            label: formatNames[value],
          }))}
        />
      </div>
      <div className={classes.pair}>
        <div>
          <span className={classes.label}>
            {t("quality")}
            <output>{preset.format === "png" ? "" : preset.quality}</output>
          </span>
          <Slider
            thumbLabel={t("quality")}
            label={null}
            min={40}
            max={100}
            disabled={preset.format === "png"}
            value={preset.quality}
            onChange={(quality) => onChange({ quality })}
          />
        </div>
        <NumberInput
          label={t("maxBytes")}
          placeholder={t("maxBytesNone")}
          suffix={` ${t("megabytes")}`}
          min={0.02}
          max={100}
          decimalScale={2}
          clampBehavior="blur"
          value={preset.maxBytes === null ? "" : preset.maxBytes / megabyte}
          onChange={(value) =>
            onChange({
              maxBytes: typeof value === "number" ? Math.max(20_000, Math.round(value * megabyte)) : null,
            })
          }
        />
      </div>
      <NamePattern preset={preset} onChange={(namePattern) => onChange({ namePattern })} />
    </>
  );
}
