import { Portal } from "@mantine/core";
import type { Ref } from "react";
import { useDesk } from "#renderer/bridge/context.tsx";
import { renditionsOf } from "#shared/rules/photo-edits.ts";
import classes from "./photo-grid.module.css";
import type { Strip } from "./use-strip.ts";

const mostShown = 3;

/** What hangs at the pointer during a drag: the first photos on top of each other and how many they are. */
export function DragGhost({
  ref,
  ids,
  strip,
}: {
  ref: Ref<HTMLDivElement>;
  ids: readonly string[];
  strip: Strip;
}) {
  const { photoBase } = useDesk();
  const pictures = ids
    .slice(0, mostShown)
    .flatMap((id) => strip.entries.find((entry) => entry.id === id) ?? [])
    .map(({ photo }) => renditionsOf(photo)[320].sha256);
  const count = strip.slots.reduce(
    (sum, { id, photoIds }) => (ids.includes(id) ? sum + photoIds.length : sum),
    0,
  );
  return (
    <Portal>
      <div ref={ref} className={classes.ghost} aria-hidden>
        {pictures.map((sha256, index) => (
          <img
            key={sha256}
            className={classes.ghostPicture}
            src={`${photoBase}${sha256}`}
            alt=""
            style={{ rotate: `${index * 4}deg`, zIndex: -index }}
          />
        ))}
        {count > 1 && <span className={classes.ghostCount}>{count}</span>}
      </div>
    </Portal>
  );
}
