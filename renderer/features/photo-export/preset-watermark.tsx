import { Button, Checkbox, Select, Slider, Switch } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { pathsOf } from "#renderer/bridge/platform.ts";
import { notifyProblem } from "#renderer/ui/notify.tsx";
import { cornerPlaces, type PhotoPreset } from "#shared/model/photo-preset.ts";
import classes from "./preset-editor.module.css";
import { choosePicture } from "./picture-input.ts";

type Watermark = PhotoPreset["watermark"];

interface PresetWatermarkProps {
  readonly watermark: Watermark;
  readonly onChange: (watermark: Watermark) => void;
}

const first = { place: "bottomRight", scale: 0.2, opacity: 0.7 } as const;

/** The dealer's mark on every picture. */
export function PresetWatermark({ watermark, onChange }: PresetWatermarkProps) {
  const { t } = useTranslation("photoExport");
  const { photoBase } = useDesk();
  const [isOn, setIsOn] = useState(watermark !== null);
  const [removeBackground, setRemoveBackground] = useState(false);
  const { choose, isBusy } = useChosenMark((mark) => onChange({ ...(watermark ?? first), ...mark }));
  const isShown = isOn || watermark !== null;
  return (
    <section className={classes.part} aria-label={t("watermark")}>
      <Switch
        label={t("watermark")}
        checked={isShown}
        onChange={({ currentTarget }) => {
          setIsOn(currentTarget.checked);
          if (!currentTarget.checked) onChange(null);
        }}
      />
      {isShown && (
        <>
          <div className={classes.mark}>
            {watermark && <img src={`${photoBase}${watermark.image}`} alt={t("watermark")} />}
            <div>
              <Button
                variant="default"
                size="compact-sm"
                loading={isBusy}
                leftSection={<IconPhotoPlus size={16} />}
                onClick={() => void choose(removeBackground)}
              >
                {watermark ? t("watermarkAnother") : t("watermarkChoose")}
              </Button>
              <Checkbox
                label={t("watermarkRemove")}
                checked={removeBackground}
                onChange={({ currentTarget }) => setRemoveBackground(currentTarget.checked)}
              />
            </div>
          </div>
          {!watermark && <p className={classes.hint}>{t("watermarkHint")}</p>}
          {watermark && <MarkPlace watermark={watermark} onChange={onChange} />}
        </>
      )}
    </section>
  );
}

function MarkPlace(props: {
  watermark: NonNullable<Watermark>;
  onChange: (watermark: NonNullable<Watermark>) => void;
}) {
  const { t } = useTranslation("photoExport");
  const { watermark, onChange } = props;
  return (
    <>
      <Select
        label={t("place")}
        data={cornerPlaces.map((value) => ({ value, label: t(`places.${value}`) }))}
        value={watermark.place}
        onChange={(value) => {
          const place = cornerPlaces.find((own) => own === value);
          if (place) onChange({ ...watermark, place });
        }}
      />
      <div className={classes.pair}>
        {(["scale", "opacity"] as const).map((key) => (
          <div key={key}>
            <span className={classes.label}>
              {t(key === "scale" ? "size" : "opacity")}
              <output>{Math.round(watermark[key] * 100)} %</output>
            </span>
            <Slider
              thumbLabel={`${t("watermark")}: ${t(key === "scale" ? "size" : "opacity")}`}
              label={null}
              min={5}
              max={100}
              value={Math.round(watermark[key] * 100)}
              onChange={(value) => onChange({ ...watermark, [key]: value / 100 })}
            />
          </div>
        ))}
      </div>
    </>
  );
}

/** Takes a picture of the person's choice into the content store. */
function useChosenMark(onChosen: (mark: { image: string; width: number; height: number }) => void) {
  const { t } = useTranslation("photoExport");
  const bridge = useBridge();
  const { fileDialog } = useDesk();
  const [isBusy, setIsBusy] = useState(false);
  const chosenPath = async () => {
    if (fileDialog === "main") return (await bridge.photos.choose({ what: "watermark" })).paths[0];
    const file = await choosePicture();
    return file ? (await pathsOf([file]))[0] : undefined;
  };
  return {
    isBusy,
    async choose(removeBackground: boolean) {
      setIsBusy(true);
      try {
        const path = await chosenPath();
        if (path) onChosen(await bridge.renditions.addWatermark({ path, removeBackground }));
      } catch {
        notifyProblem({ message: t("watermarkUnusable"), id: "watermark-unusable" });
      } finally {
        setIsBusy(false);
      }
    },
  };
}
