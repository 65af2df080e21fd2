import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/bridge/context.tsx";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { carTitle } from "#renderer/ui/car-names.ts";
import { CarPicker } from "#renderer/ui/car-picker.tsx";

interface MovePhotosDialogProps {
  readonly ids: readonly string[];
  /** The car that they are on now. */
  readonly vehicleId: string;
  readonly onMove: (vehicleId: string, carName: string) => void;
  readonly onClose: () => void;
}

/** Asks which other car photos belong to. */
export function MovePhotosDialog({ ids, vehicleId, onMove, onClose }: MovePhotosDialogProps) {
  const { t } = useTranslation("photos");
  const { photoBase } = useDesk();
  const { cars } = useLive(useReplica().inventory);
  const others = useMemo(() => cars.filter(({ id }) => id !== vehicleId), [cars, vehicleId]);
  return (
    <CarPicker
      title={t("moveTitle", { count: ids.length })}
      cars={others}
      photoBase={photoBase}
      onPick={({ id, vehicle }) =>
        onMove(id, vehicle.stockNumber || carTitle(vehicle) || t("carWithoutName"))
      }
      onClose={onClose}
    />
  );
}
