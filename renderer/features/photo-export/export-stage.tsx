import { Button, SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { civilDateOf } from "#renderer/ui/format.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { type Stage, useShell } from "#renderer/ui/shell-state.tsx";
import type { PictureWork } from "#shared/contract/renditions.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { type PhotoFinding, photoFindings } from "#shared/rules/photo-findings.ts";
import { AwayNote } from "./away-note.tsx";
import { ExportList } from "./export-list.tsx";
import classes from "./export-stage.module.css";
import { recipeOf } from "./job-orders.ts";
import { usePictureJobs } from "./jobs-context.tsx";
import { type NamedPicture, named, ordersOf, planned } from "./picture-plan.ts";
import { PresetChoice } from "./preset-choice.tsx";
import { useFill } from "./use-fill.ts";

/** Asks how the photos shall leave, says what will not look right, and begins; then goes back to where it was asked for. */
export function ExportStage() {
  const stage = useShell((state) => state.stage);
  const show = useShell((state) => state.show);
  const before = useRef<Stage | null>(null);
  useEffect(() => {
    if (stage?.type !== "export") before.current = stage;
  }, [stage]);
  if (stage?.type !== "export") return null;
  return <OpenExport photoIds={stage.photoIds} onClose={() => show(before.current)} />;
}

type Target = "folder" | "zip";

function OpenExport({ photoIds, onClose }: { photoIds: readonly string[]; onClose: () => void }) {
  const { t } = useTranslation(["photoExport", "common"]);
  const replica = useReplica();
  const presets = useLive(replica.settings.presets);
  const { cars } = useLive(replica.inventory);
  const { photos } = useLive(replica.library);
  const pictures = useMemo(() => planned(photoIds, photos, cars), [photoIds, photos, cars]);
  const [presetId, setPresetId] = useState<string | null>(null);
  const preset = presets.find(({ id }) => id === presetId)?.preset ?? presets[0]?.preset;

  return (
    <OpenDialog
      onClose={onClose}
      size={1040}
      title={t("title", { count: pictures.length })}
      closeButtonProps={{ "aria-label": t("common:close") }}
      classNames={{ body: classes.body ?? "" }}
    >
      {pictures.length === 0 || !preset ? (
        <p className={classes.hint}>{t("nothing")}</p>
      ) : (
        <Plan
          pictures={pictures}
          preset={preset}
          onClose={onClose}
          choice={<PresetChoice presets={presets} chosen={preset} onChoose={setPresetId} />}
        />
      )}
    </OpenDialog>
  );
}

interface PlanProps {
  readonly pictures: ReturnType<typeof planned>;
  readonly preset: PhotoPreset;
  readonly choice: React.ReactNode;
  readonly onClose: () => void;
}

function Plan({ pictures, preset, choice, onClose }: PlanProps) {
  const { t } = useTranslation(["photoExport", "common"]);
  const { fileDialog } = useDesk();
  const fill = useFill();
  const start = useExport();
  const [target, setTarget] = useState<Target>(fileDialog === "main" ? "folder" : "zip");
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);

  const included = useMemo(() => pictures.filter(({ photo }) => !leftOut.has(photo.id)), [pictures, leftOut]);
  const names = useMemo(() => named(included, preset.namePattern, fill), [included, preset, fill]);
  const findings = useMemo(
    () => new Map(pictures.map(({ photo }) => [photo.id, photoFindings(photo, preset)])),
    [pictures, preset],
  );
  const doubtful = included.filter(({ photo }) => findings.get(photo.id)!.length > 0);
  const leaveOut = (ids: readonly string[], out: boolean) =>
    setLeftOut((now) =>
      out ? new Set([...now, ...ids]) : new Set([...now].filter((id) => !ids.includes(id))),
    );

  const begin = async () => {
    setBusy(true);
    const begun = await start(included, preset, target).finally(() => setBusy(false));
    if (begun) onClose();
  };

  return (
    <>
      <div className={classes.columns}>
        <div className={classes.settings}>
          {choice}
          <section>
            <h3 className={classes.heading}>{t("target")}</h3>
            {fileDialog === "main" ? (
              <SegmentedControl
                fullWidth
                aria-label={t("target")}
                value={target}
                onChange={setTarget}
                data={(["folder", "zip"] as const).map((value) => ({ value, label: t(`targets.${value}`) }))}
              />
            ) : (
              <p className={classes.hint}>{t("zipHere")}</p>
            )}
            <p className={classes.hint}>{t("stripped")}</p>
          </section>
        </div>
        <div className={classes.pictures}>
          <Verdict
            doubtful={doubtful.map(({ photo }) => findings.get(photo.id)!)}
            onLeaveOut={() => leaveOut(doubtful.map(idOf), true)}
          />
          <AwayNote
            pictures={included}
            longEdge={preset.longEdge}
            onLeaveOut={(ids) => leaveOut(ids, true)}
          />
          <h3 className={classes.heading}>{t("order")}</h3>
          <ExportList
            pictures={pictures}
            names={new Map(names.map((picture) => [picture.photo.id, picture.name]))}
            findings={findings}
            preset={preset}
            onInclude={(id, isIncluded) => leaveOut([id], !isIncluded)}
          />
          {hasSameNames(names) && <p className={classes.hint}>{t("sameNames")}</p>}
        </div>
      </div>
      <footer className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button data-autofocus disabled={included.length === 0} loading={busy} onClick={() => void begin()}>
          {t("start", { count: included.length })}
        </Button>
      </footer>
    </>
  );
}

const idOf = ({ photo }: { photo: { id: string } }) => photo.id;

function hasSameNames(pictures: readonly NamedPicture[]): boolean {
  return new Set(pictures.map(({ name }) => name)).size < pictures.length;
}

interface VerdictProps {
  /** What was found of each picture that has something wrong. */
  readonly doubtful: readonly (readonly PhotoFinding[])[];
  readonly onLeaveOut: () => void;
}

/** How many pictures have something wrong, and what can be done about each thing that is. */
function Verdict({ doubtful, onLeaveOut }: VerdictProps) {
  const { t } = useTranslation("photoExport");
  if (doubtful.length === 0)
    return (
      <p className={classes.verdict} data-tone="good" role="status">
        {t("findingsNone")}
      </p>
    );
  const kinds = new Set(doubtful.flat().map(({ kind }) => kind));
  return (
    <p className={classes.verdict} data-tone="warn" role="status">
      <span>
        {t("findings", { count: doubtful.length })}
        <small>{[...kinds].map((kind) => t(`advice.${kind}`)).join(" ")}</small>
      </span>
      <button type="button" className={classes.link} onClick={onLeaveOut}>
        {t("leaveOut")}
      </button>
    </p>
  );
}

/** Asks for the place where there is one to ask for, and begins; false where the person thought better of it. */
function useExport() {
  const { t } = useTranslation("photoExport");
  const bridge = useBridge();
  const { fileDialog } = useDesk();
  const fill = useFill();
  const jobs = usePictureJobs();

  const workOf = async (target: Target): Promise<PictureWork | null> => {
    if (fileDialog === "window") return { type: "export", target: { type: "zip", path: null } };
    const suggestedName = t("zipName", { date: civilDateOf(new Date()) });
    const what = target === "zip" ? "exportZip" : "exportFolder";
    const { path } = await bridge.renditions.choosePlace({ what, suggestedName });
    return path === null ? null : { type: "export", target: { type: target, path } };
  };
  return async (pictures: ReturnType<typeof planned>, preset: PhotoPreset, target: Target) => {
    const work = await workOf(target);
    if (!work) return false;
    void jobs.begin(work, recipeOf(preset), ordersOf(pictures, preset, fill));
    return true;
  };
}
