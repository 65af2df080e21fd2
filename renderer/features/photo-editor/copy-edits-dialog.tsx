import { Button, Group, SegmentedControl } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useActsOnMany } from "#renderer/ui/acts-on-many.ts";
import { OpenDialog } from "#renderer/ui/open-dialog.tsx";
import { PhotoImage } from "#renderer/ui/photo-image.tsx";
import type { PhotoEdits } from "#shared/model/photo-edits.ts";
import { onShow } from "#shared/rules/photo-edits.ts";
import classes from "./copy-edits-dialog.module.css";
import { type CopiedPart, withCopied } from "./edit-acts.ts";

export interface CopyEditsDialogProps {
  /** The photos of the car, in their order. */
  readonly photos: readonly PhotoEntry[];
  /** The photo that the edits are of. */
  readonly fromId: string;
  readonly edits: PhotoEdits;
  readonly onClose: () => void;
}

/** Gives other photos of the car the edits of this one. */
export function CopyEditsDialog({ photos, fromId, edits, onClose }: CopyEditsDialogProps) {
  const { t } = useTranslation(["photoEditor", "common"]);
  const [part, setPart] = useState<CopiedPart>("light");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const copy = useCopiedEdits();
  const others = photos.filter(({ id }) => id !== fromId);
  const toggle = (id: string) =>
    setChosen((now) => (now.has(id) ? new Set([...now].filter((own) => own !== id)) : new Set([...now, id])));
  const allChosen = chosen.size === others.length;

  const confirm = () => {
    onClose();
    void copy(
      others.filter(({ id }) => chosen.has(id)),
      edits,
      part,
    );
  };

  return (
    <OpenDialog
      onClose={onClose}
      size="lg"
      title={t("copyTitle")}
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <div className={classes.choices}>
        <SegmentedControl
          aria-label={t("copyWhat")}
          value={part}
          onChange={setPart}
          data={[
            { value: "light", label: t("copyLight") },
            { value: "everything", label: t("copyEverything") },
          ]}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={others.length === 0}
          onClick={() => setChosen(new Set(allChosen ? [] : others.map(({ id }) => id)))}
        >
          {allChosen ? t("chooseNone") : t("chooseAll")}
        </Button>
      </div>
      <p className={classes.hint}>{t(part === "light" ? "copyLightHint" : "copyEverythingHint")}</p>
      {others.length === 0 ? (
        <p className={classes.empty}>{t("copyNoOthers")}</p>
      ) : (
        <div className={classes.grid} role="group" aria-label={t("copyTargets")}>
          {photos.map((entry, index) =>
            entry.id === fromId ? null : (
              <Target
                key={entry.id}
                entry={entry}
                name={t("photoName", { number: index + 1, total: photos.length })}
                isChosen={chosen.has(entry.id)}
                onToggle={() => toggle(entry.id)}
              />
            ),
          )}
        </div>
      )}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button disabled={chosen.size === 0} onClick={confirm}>
          {t("copyConfirm", { count: chosen.size })}
        </Button>
      </Group>
    </OpenDialog>
  );
}

interface TargetProps {
  readonly entry: PhotoEntry;
  readonly name: string;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function Target({ entry: { photo }, name, isChosen, onToggle }: TargetProps) {
  const { t } = useTranslation("photoEditor");
  const { photoBase } = useDesk();
  const { renditions, dominantColor } = onShow(photo);
  return (
    <button
      type="button"
      className={classes.target}
      aria-label={name}
      aria-pressed={isChosen}
      onClick={onToggle}
    >
      <PhotoImage
        src={`${photoBase}${renditions[320].sha256}`}
        alt=""
        color={dominantColor}
        missing={t("notHereYet")}
      />
      <span className={classes.mark}>{isChosen && <IconCheck size={14} stroke={3} aria-hidden />}</span>
    </button>
  );
}

/** Copies, says so, and offers to take it back. */
function useCopiedEdits() {
  const { t } = useTranslation(["photoEditor", "common"]);
  const { photos, undo } = useReplica();
  const { perform } = useActsOnMany(undo);
  return (targets: readonly PhotoEntry[], edits: PhotoEdits, part: CopiedPart) => {
    const ids = targets.map(({ id }) => id);
    return perform({
      ids,
      doing: t("common:longAct.copyingEdits"),
      did: (count) => t("copied", { count }),
      act: (following) => photos.edit(ids, (photo) => withCopied(photo.edits, edits, part), following),
    });
  };
}
