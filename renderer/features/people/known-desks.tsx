import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { DeskLine } from "./desk-line.tsx";
import styles from "./people.module.css";

interface KnownDesksProps {
  title: string;
  /** Desks that are shown already. */
  besides: readonly { readonly deviceId: string }[];
  /** Desks that belong to the dealership still; null where that cannot be known now. */
  present: readonly string[] | null;
}

/** The desks that introduced themselves to this one, which are known without the hub and whatever the role. */
export function KnownDesks({ title, besides, present }: KnownDesksProps) {
  const shown = new Set(besides.map((desk) => desk.deviceId));
  const isThere = (deviceId: string) => present === null || present.includes(deviceId);
  const desks = useLive(useReplica().settings.desks).filter(
    ({ deviceId }) => isThere(deviceId) && !shown.has(deviceId),
  );
  if (desks.length === 0) return null;
  return (
    <>
      <h3 className={styles.subtitle}>{title}</h3>
      <ul className={styles.people}>
        {desks.map(({ deviceId, name, joinedAt }) => (
          <DeskLine key={deviceId} deviceId={deviceId} name={name} joinedAt={joinedAt} />
        ))}
      </ul>
    </>
  );
}
