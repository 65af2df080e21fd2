import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { shotName } from "#renderer/ui/shot-name.ts";
import { type StandardShot, standardShots } from "#shared/model/shot-list.ts";

/** A shot of the dealer's list in the words of this desk. */
export interface NamedShot {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
}

/** The dealer's shot list, in its order. */
export function useShots(): readonly NamedShot[] {
  const { t } = useTranslation("common");
  const { shots } = useLive(useReplica().settings.shotList);
  return useMemo(() => shots.map((shot) => ({ ...shot, name: shotName(shot, t) })), [shots, t]);
}

/** What belongs in the picture. */
export function useShotHint(): (shotId: string) => string {
  const { t } = useTranslation("photos");
  return (shotId) => t(`shotHint.${standardShot(shotId) ?? "own"}`);
}

function standardShot(id: string): StandardShot | undefined {
  return standardShots.find((standard) => standard === id);
}
