import type { TFunction } from "i18next";
import { PhotoEdits } from "#shared/model/photo-edits.ts";
import { Defect } from "#shared/model/photo.ts";
import { Shot } from "#shared/model/shot-list.ts";
import { effectiveEdits } from "#shared/rules/photo-edits.ts";
import { shotName } from "./shot-name.ts";

/** What a field of a photo says, in a person's words; null where it is no such field. */
export function photoValue(path: string, value: unknown, t: TFunction): string | null {
  const [field = ""] = path.split(".");
  if (field === "shot" && typeof value === "string") return shotName({ id: value, name: "" }, t);
  if (field === "edits") return editsValue(value, t);
  if (field === "defects") return Defect.safeParse(value).data?.note ?? null;
  if (field === "shots") return shotsValue(value, t);
  return null;
}

function editsValue(value: unknown, t: TFunction): string | null {
  const parsed = PhotoEdits.nullable().safeParse(value);
  if (!parsed.success) return null;
  const edits = effectiveEdits(parsed.data);
  if (!edits) return t("edits.none");
  const words = [
    edits.quarterTurns !== 0 && t("edits.turned"),
    edits.straighten !== 0 && t("edits.straightened"),
    edits.crop !== null && t("edits.cropped"),
    edits.exposure !== 0 && t("edits.exposure"),
    (edits.warmth !== 0 || edits.tint !== 0) && t("edits.color"),
    edits.blurs.length > 0 && t("edits.blurs", { count: edits.blurs.length }),
  ];
  return words.filter(Boolean).join(", ");
}

function shotsValue(value: unknown, t: TFunction): string | null {
  const parsed = Shot.array().safeParse(value);
  return parsed.success ? parsed.data.map((shot) => shotName(shot, t)).join(", ") : null;
}
