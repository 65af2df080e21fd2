import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import { recipeOf } from "./job-orders.ts";
import { PresetBanner } from "./preset-banner.tsx";
import classes from "./preset-editor.module.css";
import { PresetFields } from "./preset-fields.tsx";
import { PresetPreview } from "./preset-preview.tsx";
import { PresetWatermark } from "./preset-watermark.tsx";
import { usePreparation } from "./use-preparation.ts";

interface PresetEditorProps {
  /** Null for a preset that is not saved yet. */
  readonly id: string | null;
  readonly preset: PhotoPreset;
  readonly onClose: () => void;
}

/** Everything of a preset on the left, what it does to a real photo on the right. */
export function PresetEditor({ id, preset, onClose }: PresetEditorProps) {
  const { t } = useTranslation(["photoExport", "common"]);
  const [draft, setDraft] = useState(preset);
  const [busy, setBusy] = useState(false);
  const save = useSavedPreset();
  const confirm = useConfirm();
  const change = (patch: Partial<PhotoPreset>) => setDraft((now) => ({ ...now, ...patch }));
  const isChanged = id === null || !isSame(draft, preset);
  const isValid =
    draft.name.trim() !== "" && draft.namePattern.trim() !== "" && draft.banner?.text.trim() !== "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isValid) return;
    setBusy(true);
    const saved = await save(id, preset, draft).finally(() => setBusy(false));
    if (saved) onClose();
  };
  const close = async () => {
    const leaves =
      isSame(draft, preset) ||
      (await confirm({
        title: t("discardTitle"),
        text: t("discardText"),
        confirm: t("discard"),
        dismiss: t("keepEditing"),
      }));
    if (leaves) onClose();
  };

  return (
    <OpenDialog
      onClose={() => void close()}
      size={1040}
      title={t("presetTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <div className={classes.columns}>
          <div className={classes.fields}>
            <PresetFields preset={draft} onChange={change} />
            <PresetWatermark watermark={draft.watermark} onChange={(watermark) => change({ watermark })} />
            <PresetBanner banner={draft.banner} onChange={(banner) => change({ banner })} />
          </div>
          <PresetPreview preset={draft} />
        </div>
        <footer className={classes.foot}>
          <Button variant="default" onClick={() => void close()}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!isChanged || !isValid}>
            {t("common:save")}
          </Button>
        </footer>
      </form>
    </OpenDialog>
  );
}

/** Saves, and offers to make again what was prepared with the preset as it was. */
function useSavedPreset() {
  const { t } = useTranslation("photoExport");
  const bridge = useBridge();
  const { settings } = useReplica();
  const prepare = usePreparation();
  return async (id: string | null, before: PhotoPreset, draft: PhotoPreset): Promise<boolean> => {
    const preset = { ...draft, name: draft.name.trim(), namePattern: draft.namePattern.trim() };
    const { name } = preset;
    try {
      const presetId = await settings.savePreset(id, preset);
      const recipe = recipeOf(preset);
      const isOutdated = id !== null && !isSame(recipeOf(before), recipe);
      const count = isOutdated ? (await bridge.renditions.prepared({ presetId, recipe })).outdated : 0;
      if (count === 0) notifyDone({ message: t("saved", { name }) });
      else
        notifyDone({
          message: t("savedPrepared", { name, count }),
          action: { label: t("makeAgain"), run: () => prepare({ id: presetId, preset }) },
        });
      return true;
    } catch {
      notifyProblem({ message: t("saveFailed"), id: "preset-save-failed" });
      return false;
    }
  };
}
