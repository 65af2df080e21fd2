import { Button, Group, Loader } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { EarlierField, ReturnPlan } from "#renderer/replica/going-back.ts";
import { fieldWord, useFieldWords, valueWord } from "#renderer/ui/field-words.ts";
import { formatInstant } from "#renderer/ui/format.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import styles from "./return-preview.module.css";
import { useHistoryActs } from "./use-history-acts.ts";

interface ReturnPreviewProps {
  vehicleId: string;
  moment: string;
  onClose: () => void;
}

/** What a car would be if it went back to a moment, before it does. */
export function ReturnPreview({ vehicleId, moment, onClose }: ReturnPreviewProps) {
  const { t } = useTranslation(["history", "common"]);
  const { locale } = useFieldWords();
  const acts = useHistoryActs();
  const plan = useReturnPlan(vehicleId, moment);
  const [going, setGoing] = useState(false);
  const isSame = plan !== null && plan !== "failed" && plan.fields.length === 0;
  const go = async () => {
    setGoing(true);
    await acts.goBack(vehicleId, moment);
    onClose();
  };
  return (
    <OpenDialog
      onClose={onClose}
      title={t("returnTitle", { moment: formatInstant(moment, locale) })}
      size={640}
      zIndex={320}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {plan === null && <Loader size="sm" />}
      {plan === "failed" && <p className={styles.text}>{t("common:actFailed")}</p>}
      {isSame && <p className={styles.text}>{t("returnNothing")}</p>}
      {plan !== null && plan !== "failed" && !isSame && <Plan plan={plan} />}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button
          data-autofocus
          disabled={plan === null || plan === "failed" || isSame}
          loading={going}
          onClick={() => void go()}
        >
          {t("goBack")}
        </Button>
      </Group>
    </OpenDialog>
  );
}

/** Read again whenever something is done to the car meanwhile. */
function useReturnPlan(vehicleId: string, moment: string): ReturnPlan | "failed" | null {
  const { history } = useReplica();
  const [plan, setPlan] = useState<ReturnPlan | "failed" | null>(null);
  useEffect(() => {
    let wanted = true;
    const show = (next: ReturnPlan | "failed") => wanted && setPlan(next);
    const read = () => void history.planReturn(vehicleId, moment).then(show, () => show("failed"));
    read();
    const end = history.of(vehicleId).subscribe(read);
    return () => {
      wanted = false;
      end();
    };
  }, [history, vehicleId, moment]);
  return plan;
}

function Plan({ plan }: { plan: ReturnPlan }) {
  const { t } = useTranslation("history");
  const ofCar = plan.fields.filter(({ kind, path }) => kind !== "photo" && path !== "coverPhotoId");
  const ofPhotos = plan.fields.filter(({ kind, path }) => kind === "photo" && !placing.has(path));
  return (
    <>
      <p className={styles.text}>{t("returnText")}</p>
      {ofCar.length > 0 && <FieldTable fields={ofCar} />}
      <PhotosThen plan={plan} />
      <ul className={styles.notes}>
        {plan.binned.length > 0 && <li>{t("returnBinned", { count: plan.binned.length })}</li>}
        {plan.broughtBack.length > 0 && <li>{t("returnBack", { count: plan.broughtBack.length })}</li>}
        {ofPhotos.length > 0 && <li>{t("returnPhotoFields", { count: ofPhotos.length })}</li>}
        <li>{t("returnMoved")}</li>
      </ul>
    </>
  );
}

/** What the row of pictures shows by itself. */
const placing: ReadonlySet<string> = new Set(["sequence", "deletedAt"]);

function FieldTable({ fields }: { fields: readonly EarlierField[] }) {
  const { t } = useTranslation("history");
  const words = useFieldWords();
  return (
    <table className={styles.fields}>
      <thead>
        <tr>
          <th scope="col">{t("field")}</th>
          <th scope="col">{t("returnNow")}</th>
          <th scope="col">{t("returnThen")}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ kind, path, present, earlier }) => (
          <tr key={`${kind}/${path}`}>
            <th scope="row">{fieldWord(path, words)}</th>
            <td>{valueWord(path, present, words)}</td>
            <td>{valueWord(path, earlier, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PhotosThen({ plan: { photos } }: { plan: ReturnPlan }) {
  const { t } = useTranslation("history");
  const { photoBase } = useDesk();
  return (
    <section aria-label={t("returnThen")}>
      <h4 className={styles.heading}>
        {photos.length > 0 ? t("returnPhotos", { count: photos.length }) : t("returnNoPhotos")}
      </h4>
      <div className={styles.photos} tabIndex={photos.length > 0 ? 0 : -1}>
        {photos.map(({ id, photo }) => (
          <img
            key={id}
            src={`${photoBase}${renditionsOf(photo)[320].sha256}`}
            alt={photo.caption || photo.original.name}
            style={{ backgroundColor: photo.dominantColor }}
            loading="lazy"
          />
        ))}
      </div>
    </section>
  );
}
