import { useTranslation } from "react-i18next";
import type { Photo } from "#shared/model/photo.ts";
import classes from "./photo-viewer.module.css";

/** What the file says of itself: name, when and with what it was taken, size, place. */
export function PhotoFacts({ photo }: { photo: Photo }) {
  const { t, i18n } = useTranslation("photos");
  const { original, capturedAt, camera, position } = photo;
  const facts: [string, string | null][] = [
    [t("file"), original.name],
    [t("captured"), capturedAt && formatCapture(capturedAt, i18n.language)],
    [t("camera"), camera && cameraName(camera)],
    [
      t("size"),
      `${t("pixels", { width: original.width, height: original.height })} · ${megabytes(original.bytes, i18n.language)}`,
    ],
    [t("place"), position && `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`],
  ];
  return (
    <dl className={classes.facts} aria-label={t("details")}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? t("unknown")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The camera's clock has no time zone, so it is shown as it stands, never shifted to the desk's. */
function formatCapture(capturedAt: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  }).format(new Date(`${capturedAt}Z`));
}

/** Some makers repeat their name in the model ("Canon", "Canon DIGITAL IXUS"). */
function cameraName({ make, model }: { make: string; model: string }): string {
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim();
}

function megabytes(bytes: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000);
}
