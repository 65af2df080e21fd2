import type { TFunction } from "i18next";
import type { Damage } from "#shared/contract/recovery.ts";
import { messages } from "./messages.ts";

/** What is damaged, in a sentence that a lot manager understands. */
export function damageWords({ part, kind, detail }: Damage, t: TFunction<"help">): string {
  const known = messages.en.recovery.part[part];
  const isCounted = part === "journal" && kind === "damaged" && /^\d+$/.test(detail);
  if (isCounted) return t("recovery.part.journal.damaged", { count: Number(detail) });
  const key = kind in known ? `recovery.part.${part}.${kind}` : `recovery.part.${part}.other`;
  return t(key as "recovery.part.files.other", { detail });
}
