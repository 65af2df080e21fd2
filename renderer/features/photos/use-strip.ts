import { useLocalStorage } from "@mantine/hooks";
import { type Dispatch, type SetStateAction, useMemo, useState } from "react";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { nothingSelected, type Selection } from "#renderer/ui/selection.ts";
import { useJudgement } from "./use-judgement.ts";
import { photosOf, type Slot, slotsOf, type Stack } from "./strip-slots.ts";

export interface Strip {
  readonly vehicleId: string;
  readonly entries: readonly PhotoEntry[];
  /** What the strip shows now, in order. */
  readonly slots: readonly Slot[];
  readonly selection: Selection;
  /** Every selected photo that is shown, in the car's order; those of a closed stack together. */
  readonly selected: readonly string[];
  readonly select: Dispatch<SetStateAction<Selection>>;
  /** Kinds of findings by photo, apart by spaces; no entry for none. */
  readonly marks: ReadonlyMap<string, string>;
  readonly attentionOnly: boolean;
  readonly showAttention: (only: boolean) => void;
  readonly isStacking: boolean;
  readonly setStacking: (stacking: boolean) => void;
  readonly openStack: (stack: Stack, open: boolean) => void;
}

/** What the strip of one car is doing. */
export function useStrip(vehicleId: string): Strip {
  const replica = useReplica();
  const entries = useLive(useMemo(() => replica.photos.ofVehicle(vehicleId), [replica, vehicleId]));
  const { marks, likenesses } = useJudgement(entries);
  const [selection, select] = useState(nothingSelected);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [wantsAttention, showAttention] = useState(false);
  const [isStacking, setStacking] = useLocalStorage({
    key: "photos.stacking",
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const attentionOnly = wantsAttention && marks.size > 0;

  const slots = useMemo(() => {
    const order = entries.map(({ id }) => id);
    if (attentionOnly) return slotsOf(order, [], opened).filter(({ id }) => marks.has(id));
    return slotsOf(order, isStacking ? likenesses : [], opened);
  }, [entries, likenesses, marks, opened, attentionOnly, isStacking]);
  const selected = useMemo(() => photosOf(slots, selection.ids), [slots, selection.ids]);

  return {
    vehicleId,
    entries,
    slots,
    selection,
    selected,
    select,
    marks,
    attentionOnly,
    showAttention,
    isStacking,
    setStacking,
    openStack({ photoIds }, open) {
      const others = [...opened].filter((id) => !photoIds.includes(id));
      setOpened(new Set(open ? [...others, ...photoIds] : others));
    },
  };
}
