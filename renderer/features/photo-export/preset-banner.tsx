import { ColorInput, SegmentedControl, Slider, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import classes from "./preset-editor.module.css";
import { Placeholders } from "./placeholders.tsx";

type Banner = PhotoPreset["banner"];

const swatches = ["#1f1d1a", "#ffffff", "#b3261e", "#2b59d1", "#1c7a45", "#eeb355"];

/** A stripe with the price or whatever else the dealer wants to say of the car. */
export function PresetBanner({ banner, onChange }: { banner: Banner; onChange: (banner: Banner) => void }) {
  const { t } = useTranslation("photoExport");
  const begin = (isOn: boolean) =>
    onChange(
      isOn
        ? {
            text: t("bannerDefault"),
            place: "bottom",
            background: "#1f1d1a",
            color: "#ffffff",
            opacity: 0.85,
          }
        : null,
    );
  return (
    <section className={classes.part} aria-label={t("banner")}>
      <Switch
        label={t("banner")}
        checked={banner !== null}
        onChange={({ currentTarget }) => begin(currentTarget.checked)}
      />
      {banner && (
        <>
          <TextInput
            label={t("bannerText")}
            maxLength={200}
            value={banner.text}
            error={banner.text.trim() === "" ? t("bannerTextRequired") : null}
            onChange={({ currentTarget }) => onChange({ ...banner, text: currentTarget.value })}
          />
          <Placeholders
            onInsert={(placeholder) => onChange({ ...banner, text: `${banner.text} ${placeholder}` })}
          />
          <div className={classes.pair}>
            <ColorInput
              label={t("background")}
              format="hex"
              swatches={swatches}
              value={banner.background}
              onChange={(value) => {
                if (isColor(value)) onChange({ ...banner, background: value.toLowerCase() });
              }}
            />
            <ColorInput
              label={t("textColor")}
              format="hex"
              swatches={swatches}
              value={banner.color}
              onChange={(value) => {
                if (isColor(value)) onChange({ ...banner, color: value.toLowerCase() });
              }}
            />
          </div>
          <div className={classes.pair}>
            <div>
              <span className={classes.label}>{t("place")}</span>
              <SegmentedControl
                fullWidth
                aria-label={t("place")}
                value={banner.place}
                onChange={(place) => onChange({ ...banner, place })}
                data={(["top", "bottom"] as const).map((value) => ({ value, label: t(`places.${value}`) }))}
              />
            </div>
            <div>
              <span className={classes.label}>
                {t("opacity")}
                <output>{Math.round(banner.opacity * 100)} %</output>
              </span>
              <Slider
                thumbLabel={t("opacity")}
                label={null}
                min={0}
                max={100}
                value={Math.round(banner.opacity * 100)}
                onChange={(value) => onChange({ ...banner, opacity: value / 100 })}
              />
            </div>
          </div>
        </>
      )}
    </section>
  );
}

const isColor = (value: string) => /^#[0-9a-f]{6}$/i.test(value);
