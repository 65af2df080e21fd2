import { useTranslation } from "react-i18next";
import type { Photo } from "#shared/model/photo.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import type { Locale } from "#renderer/ui/locale.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import classes from "./viewer-inspector.module.css";

/** What the file says of itself: name, when and with what it was taken, size, place. */
export function PhotoFacts({ photo }: { photo: Photo }) {
  const { t } = useTranslation("photos");
  const locale = useLocale();
  const { original, companion, camera, lens, exposure, position } = photo;
  const facts: [string, string | null][] = [
    [t("file"), original.name],
    [
      t("size"),
      `${t("pixels", { width: original.width, height: original.height })} · ${formatBytes(original.bytes, locale)}`,
    ],
    ...(companion
      ? [[t("companion"), `${companion.name} · ${formatBytes(companion.bytes, locale)}`] as [string, string]]
      : []),
    [t("captured"), captureText(photo, locale)],
    [t("camera"), camera && cameraName(camera)],
    [t("lens"), lens],
    [t("exposure"), exposure && exposureText(exposure, locale)],
    [t("place"), position && `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`],
  ];
  return (
    <dl className={classes.facts} aria-label={t("details")} data-selectable>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-missing={value ? undefined : true}>{value || t("unknown")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The camera's own clock as it stood, never shifted to the desk's, with how far it was from UTC where it said so. */
function captureText({ capturedAt, capturedOffset }: Photo, locale: Locale): string | null {
  if (!capturedAt) return null;
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "UTC",
  }).format(new Date(`${capturedAt}Z`));
  return capturedOffset ? `${time} (UTC${capturedOffset.replace("-", "−")})` : time;
}

/** "1/250 s · f/2.8 · ISO 400 · 35 mm", as far as it is known; a line never ends between a number and its unit. */
function exposureText(
  { seconds, aperture, iso, focalLength }: NonNullable<Photo["exposure"]>,
  locale: Locale,
): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false });
  const parts = [
    seconds && `${seconds < 0.3 ? `1/${Math.round(1 / seconds)}` : number.format(seconds)} s`,
    aperture && `f/${number.format(aperture)}`,
    iso && `ISO ${number.format(iso)}`,
    focalLength && `${number.format(focalLength)} mm`,
  ];
  return parts
    .flatMap((part) => part || [])
    .map((part) => part.replace(" ", "\u00a0"))
    .join(" · ");
}

/** Some makers repeat their name in the model ("Canon", "Canon DIGITAL IXUS"). */
function cameraName({ make, model }: { make: string; model: string }): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim();
}
