import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconGripVertical, IconPlus, IconRestore, IconX } from "@tabler/icons-react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { v7 } from "uuid";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { fold } from "#renderer/ui/fold.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import { type Shot, standardShotList } from "#shared/model/shot-list.ts";
import { isSame } from "#shared/rules/canonical-json.ts";
import classes from "./shot-list-section.module.css";
import { type NamedShot, useShots } from "./use-shots.ts";

/** The most that a list can have. */
const mostShots = 60;

/** The settings' part where the dealer says which shots every car gets, in which order. */
export function ShotListSection() {
  const { t } = useTranslation("photos");
  const list = useShotList();
  return (
    <SettingsSection title={t("shotSettings")} text={t("shotSettingsText")}>
      <ShotOrder {...list} />
      <div className={classes.foot}>
        <NewShot {...list} />
        <RestoreStandard {...list} />
      </div>
    </SettingsSection>
  );
}

interface ListProps {
  readonly shots: readonly Shot[];
  readonly named: readonly NamedShot[];
  /** Shows the change at once and goes back where it could not be kept. */
  readonly change: (shots: readonly Shot[], done?: string) => void;
}

function useShotList(): ListProps {
  const { t } = useTranslation("photos");
  const { settings } = useReplica();
  const kept = useLive(settings.shotList).shots;
  const [wanted, setWanted] = useState<readonly Shot[] | null>(null);
  const known = useShots();
  const shots = wanted ?? kept;
  const named = useMemo(
    () => shots.flatMap((shot) => known.find(({ id }) => id === shot.id) ?? { ...shot }),
    [shots, known],
  );
  return {
    shots,
    named,
    change(next, done) {
      setWanted(next);
      settings.setShotList({ shots: [...next] }).then(
        () => {
          setWanted(null);
          if (done !== undefined) notifyDone({ message: done });
        },
        () => {
          setWanted(null);
          notifyProblem({ message: t("shotListFailed") });
        },
      );
    },
  };
}

function ShotOrder({ shots, named, change }: ListProps) {
  const { t } = useTranslation("photos");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const place = (id: unknown) => shots.findIndex((shot) => shot.id === id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (over && over.id !== active.id) change(arrayMove([...shots], place(active.id), place(over.id)));
  };
  if (shots.length === 0) return <p className={classes.none}>{t("shotListEmpty")}</p>;
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={shots.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className={classes.shots} aria-label={t("shotOrder")}>
          {shots.map((shot, index) => (
            <ShotLine
              key={shot.id}
              shot={shot}
              name={named[index]?.name ?? shot.name}
              onRequire={(required) =>
                change(shots.map((one) => (one.id === shot.id ? { ...one, required } : one)))
              }
              onRemove={(name) =>
                change(
                  shots.filter(({ id }) => id !== shot.id),
                  t("shotRemoved", { shot: name }),
                )
              }
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface ShotLineProps {
  readonly shot: Shot;
  readonly name: string;
  readonly onRequire: (required: boolean) => void;
  readonly onRemove: (name: string) => void;
}

function ShotLine({ shot, name, onRequire, onRemove }: ShotLineProps) {
  const { t } = useTranslation("photos");
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({
    id: shot.id,
  });
  return (
    <li
      ref={setNodeRef}
      className={classes.shot}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        className={classes.grip}
        {...attributes}
        {...listeners}
        aria-label={t("shotDrag", { shot: name })}
      >
        <IconGripVertical size={16} aria-hidden />
      </button>
      <span className={classes.name}>{name}</span>
      <Switch
        size="xs"
        label={t("shotRequired")}
        aria-label={t("shotRequiredFor", { shot: name })}
        checked={shot.required}
        onChange={(event) => onRequire(event.currentTarget.checked)}
      />
      <ActionIcon
        aria-label={t("shotRemove", { shot: name })}
        title={t("shotRemove", { shot: name })}
        onClick={() => onRemove(name)}
      >
        <IconX size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function NewShot({ shots, named, change }: ListProps) {
  const { t } = useTranslation(["photos", "common"]);
  const [name, setName] = useState("");
  const isKnown = named.some((shot) => fold(shot.name) === fold(name.trim()));
  const isFull = shots.length >= mostShots;
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || isKnown || isFull) return;
    change([...shots, { id: v7(), name: name.trim(), required: true }]);
    setName("");
  };
  return (
    <form className={classes.add} onSubmit={add}>
      <TextInput
        className={classes.addName ?? ""}
        aria-label={t("shotAddName")}
        placeholder={t("shotAddPlaceholder")}
        maxLength={60}
        value={name}
        error={isFull ? t("shotFull") : isKnown ? t("shotExists") : null}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={name.trim() === "" || isKnown || isFull}
      >
        {t("shotAdd")}
      </Button>
    </form>
  );
}

function RestoreStandard({ shots, change }: ListProps) {
  const { t } = useTranslation("photos");
  const confirm = useConfirm();
  const restore = async () => {
    const question = { title: t("shotRestore"), text: t("shotRestoreText"), confirm: t("shotRestore") };
    if (await confirm(question)) change(standardShotList.shots, t("shotRestored"));
  };
  return (
    <Button
      variant="subtle"
      leftSection={<IconRestore size={16} aria-hidden />}
      disabled={isSame(shots, standardShotList.shots)}
      onClick={() => void restore()}
    >
      {t("shotRestore")}
    </Button>
  );
}
