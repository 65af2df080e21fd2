import { useTranslation } from "react-i18next";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import styles from "./overlap-value.module.css";

interface FieldValueProps {
  vehicleId: string;
  field: string;
  value: unknown;
}

/** A value as a person knows it: a cover by its picture, anything else in words. */
export function FieldValue({ vehicleId, field, value }: FieldValueProps) {
  const words = useFieldWords();
  if (field === "coverPhotoId" && typeof value === "string")
    return <Cover vehicleId={vehicleId} photoId={value} />;
  return valueWord(field, value, words);
}

function Cover({ vehicleId, photoId }: { vehicleId: string; photoId: string }) {
  const { t } = useTranslation("common");
  const { photoBase } = useDesk();
  const photos = useLive(useReplica().photos.ofVehicle(vehicleId));
  const photo = photos.find(({ id }) => id === photoId)?.photo;
  if (!photo) return t("unknown");
  return (
    <img
      className={styles.cover}
      src={`${photoBase}${renditionsOf(photo)[320].sha256}`}
      alt={photo.original.name}
      style={{ backgroundColor: photo.dominantColor }}
    />
  );
}

/** The picture that something is about; nothing where the photo is not on this desk. */
export function AboutPhoto({ photoId }: { photoId: string }) {
  const { photoBase } = useDesk();
  const { photos } = useLive(useReplica().library);
  const photo = photos.find(({ id }) => id === photoId);
  if (!photo) return null;
  return (
    <img
      className={styles.about}
      src={`${photoBase}${photo.thumbnail}`}
      alt={photo.caption || photo.name}
      title={photo.name}
      style={{ backgroundColor: photo.color }}
    />
  );
}
