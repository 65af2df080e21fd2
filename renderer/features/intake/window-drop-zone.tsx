import { IconPhotoPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAccess } from "#renderer/ui/access.tsx";
import { carriesFiles } from "#renderer/ui/file-drag.ts";
import { useIntake } from "./intake-context.tsx";
import classes from "./window-drop-zone.module.css";

export interface WindowDropZoneProps {
  /** The car that is open beside the list, which takes what is dropped anywhere; null where none is. */
  readonly openCar: { readonly id: string; readonly name: string } | null;
  /** Takes what is no picture, such as a list of cars; answers whether it did. */
  readonly takeOther?: (transfer: DataTransfer) => boolean;
}

/**
 * Takes files dropped anywhere in the window that nothing nearer took. Without this the browser would navigate to a
 * dropped picture.
 */
export function WindowDropZone({ openCar, takeOther }: WindowDropZoneProps) {
  const { t } = useTranslation("intake");
  const { drop } = useIntake();
  const vehicleId = openCar?.id ?? null;
  const mayAdd = useAccess().changes("photo");
  const dragging = useWindowDrop((transfer) => {
    if (mayAdd && !takeOther?.(transfer)) drop(vehicleId, transfer);
  });

  return (
    dragging &&
    mayAdd && (
      <div className={classes.hint} role="status">
        <IconPhotoPlus size={20} aria-hidden />
        <strong>{t("dropTitle")}</strong>
        <span>{openCar ? t("dropOnCar", { car: openCar.name }) : t("dropAnywhere")}</span>
      </div>
    )
  );
}

function useWindowDrop(onDrop: (transfer: DataTransfer) => void): boolean {
  const [dragging, setDragging] = useState(false);
  const handler = useRef(onDrop);
  useEffect(() => {
    handler.current = onDrop;
  });

  useEffect(() => {
    const stop = new AbortController();
    const listen = (type: "dragenter" | "dragover" | "dragleave" | "drop", act: (event: DragEvent) => void) =>
      window.addEventListener(type, act, { signal: stop.signal });
    listen("dragenter", (event) => setDragging(carriesFiles(event.dataTransfer)));
    listen("dragover", (event) => {
      // What lies nearer, a row or the photos of a car, has said that it would take them, and shows it itself.
      setDragging(!event.defaultPrevented && carriesFiles(event.dataTransfer));
      if (carriesFiles(event.dataTransfer)) event.preventDefault();
    });
    listen("dragleave", (event) => {
      if (event.relatedTarget === null) setDragging(false);
    });
    // Captured, so that the hint also goes when something nearer takes the drop.
    window.addEventListener("drop", () => setDragging(false), { capture: true, signal: stop.signal });
    listen("drop", (event) => {
      if (event.defaultPrevented || !event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      handler.current(event.dataTransfer);
    });
    return () => stop.abort();
  }, []);
  return dragging;
}
