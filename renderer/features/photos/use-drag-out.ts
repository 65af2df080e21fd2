import type { DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { renditionsOf } from "#shared/rules/photo-edits.ts";

/**
 * Begins a drag of finished files out of the window, from the element that is made for it: by main as files, or where the
 * window is in a browser as a download of the first.
 */
export function useDragOut() {
  const { t } = useTranslation("photos");
  const bridge = useBridge();
  const { photoBase, dragOut } = useDesk();
  const { inventory } = useReplica();

  return (
    event: DragEvent,
    entries: readonly PhotoEntry[],
    wanted: ReadonlySet<string>,
    vehicleId: string,
  ) => {
    const car = inventory.get().cars.find(({ id }) => id === vehicleId);
    const files = entries.flatMap(({ id, photo }, index) =>
      wanted.has(id)
        ? [
            {
              sha256: renditionsOf(photo)[1920].sha256,
              name: `${car?.vehicle.stockNumber || "photo"}-${String(index + 1).padStart(2, "0")}.jpg`,
            },
          ]
        : [],
    );
    const [first] = files;
    if (!first) return;
    if (dragOut === "main") {
      event.preventDefault();
      bridge.renditions.startDrag({ files }).catch(() => notifyProblem({ message: t("dragOutFailed") }));
      return;
    }
    const address = new URL(`${photoBase}${first.sha256}`, location.href).href;
    event.dataTransfer.effectAllowed = "copy";
    event.dataTransfer.setData("DownloadURL", `image/jpeg:${first.name}:${address}`);
    event.dataTransfer.setData("text/uri-list", address);
    if (files.length > 1) notifyDone({ message: t("dragOutOne"), id: "drag-out" });
  };
}
