import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import * as z from "zod";
import type { HeldField } from "#renderer/replica/attention.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { isLine } from "#shared/model/activity.ts";
import type { HeldRow } from "#shared/contract/replication.ts";

const Named = z.object({ id: z.string(), kind: z.string().optional(), data: z.unknown().optional() });
const OfCar = z.object({ vehicleId: z.string() });

/** What a held row is about: its car where there is one, and its photo. */
export function aboutOf({ document, collection }: HeldRow): {
  vehicleId: string | null;
  photoId: string | null;
} {
  const named = Named.safeParse(document).data;
  const vehicleId = OfCar.safeParse(named?.data).data?.vehicleId;
  return {
    vehicleId: vehicleId ?? (collection === "vehicles" && named ? named.id : null),
    photoId: collection === "photos" && named ? named.id : null,
  };
}

/** What sending a row again would change; undefined until it was read, null where it cannot be sent again. */
export function useHeldFields(row: HeldRow): readonly HeldField[] | null | undefined {
  const { attention, inventory } = useReplica();
  const [fields, setFields] = useState<readonly HeldField[] | null>();
  useEffect(() => {
    let wanted = true;
    const show = (found: readonly HeldField[] | null) => wanted && setFields(found);
    const read = () => void attention.fieldsOf(row).then(show, () => show(null));
    read();
    const end = inventory.subscribe(read);
    return () => {
      wanted = false;
      end();
    };
  }, [attention, inventory, row]);
  return fields;
}

/** Lines of history that were not taken follow what they tell of, and are told by their number. */
export function withoutLines(rows: readonly HeldRow[]): { rows: HeldRow[]; lines: HeldRow[] } {
  const isOfHistory = ({ document }: HeldRow) => isLine(Named.safeParse(document).data?.kind ?? "");
  return { rows: rows.filter((row) => !isOfHistory(row)), lines: rows.filter(isOfHistory) };
}

export function useHeldActs() {
  const { t } = useTranslation(["sync", "common"]);
  const { attention, undo } = useReplica();
  const confirm = useConfirm();
  return useMemo(() => {
    const failed = () => notifyProblem({ message: t("common:actFailed"), id: "held" });
    const run = () => void undo.undo().catch(failed);
    return {
      async sendAgain(row: HeldRow, path?: string) {
        try {
          await attention.sendAgain(row, path);
          notifyDone({ message: t("heldSent"), id: "held", action: { label: t("common:undo"), run } });
        } catch {
          failed();
        }
      },
      async discard(rows: readonly HeldRow[]) {
        const isMeant = await confirm({
          title: t("discardTitle", { count: rows.length }),
          text: t("discardText"),
          confirm: t("discard"),
          dangerous: true,
        });
        if (isMeant) await attention.discard(rows.map(({ heldId }) => heldId)).catch(failed);
      },
    };
  }, [t, attention, undo, confirm]);
}
