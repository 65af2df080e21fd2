import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import * as z from "zod";
import { carOfHeld, type HeldField, isHeldLine } from "#renderer/replica/attention.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { useAccess } from "#renderer/ui/access.tsx";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { fieldWord, type FieldWords } from "#renderer/ui/field-words.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import type { HeldRow } from "#shared/contract/replication.ts";
import { Vehicle } from "#shared/model/vehicle.ts";

const Named = z.object({ id: z.string(), kind: z.string() });
const Car = z.object({
  data: Vehicle.pick({ stockNumber: true, year: true, make: true, model: true }),
});

/** What a held row is about: its car where there is one, and its photo. */
export function aboutOf(row: HeldRow): { vehicleId: string | null; photoId: string | null } {
  const named = Named.safeParse(row.document).data;
  return {
    vehicleId: carOfHeld(row),
    photoId: row.collection === "photos" && named ? named.id : null,
  };
}

/** What cars are called that are held themselves, as new ones are: they are nowhere else. */
export function heldCars(rows: readonly HeldRow[]): ReadonlyMap<string, HeldCar> {
  return new Map(
    rows.flatMap((row) => {
      const car = row.collection === "vehicles" ? Car.safeParse(row.document).data?.data : undefined;
      const vehicleId = carOfHeld(row);
      return car && vehicleId !== null ? [[vehicleId, car] as const] : [];
    }),
  );
}
export type HeldCar = z.infer<typeof Car>["data"];

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

/** "Location, Trim, and Notes". */
export function namesOf(fields: readonly { path: string }[], words: FieldWords): string {
  const names = [...new Set(fields.map(({ path }) => fieldWord(path, words)))];
  return new Intl.ListFormat(words.locale, { type: "conjunction" }).format(names);
}

/** Lines of history that were not taken follow what they tell of, and are told by their number. */
export function withoutLines(rows: readonly HeldRow[]): { rows: HeldRow[]; lines: HeldRow[] } {
  return { rows: rows.filter((row) => !isHeldLine(row)), lines: rows.filter(isHeldLine) };
}

/** How many things were not taken, as a person counts them. */
export function useHeldCount(): number {
  const held = useLive(useReplica().attention.rows);
  return withoutLines(held).rows.length || held.length;
}

/** Whether this desk's person may make the change by now. */
export function useMaySend({ document }: HeldRow): boolean {
  const { changes } = useAccess();
  const named = Named.safeParse(document).data;
  return named !== undefined && changes(named.kind);
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
      /** `fields` says in words what is lost, where it is one row. */
      async discard(rows: readonly HeldRow[], fields = "") {
        const isMeant = await confirm({
          title: t("discardTitle", { count: rows.length }),
          text: fields ? t("discardFields", { fields }) : t("discardText"),
          confirm: t("discard"),
          dangerous: true,
        });
        if (isMeant) await attention.discard(rows.map(({ heldId }) => heldId)).catch(failed);
      },
    };
  }, [t, attention, undo, confirm]);
}
