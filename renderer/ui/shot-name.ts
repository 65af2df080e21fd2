import type { TFunction } from "i18next";
import { standardShots, type Shot, type StandardShot } from "#shared/model/shot-list.ts";

/** A dealer's own shot by its name, a standard one in the language of the window. */
export function shotName({ id, name }: Pick<Shot, "id" | "name">, t: TFunction): string {
  return name || (isStandard(id) ? t(`shot.${id}`) : id);
}

function isStandard(id: string): id is StandardShot {
  return (standardShots as readonly string[]).includes(id);
}
