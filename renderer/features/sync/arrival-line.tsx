import { useTranslation } from "react-i18next";
import type { CollectionName } from "#shared/model/envelope.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatCount } from "#renderer/ui/format.ts";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import styles from "./sync-status.module.css";

/** In the order of their use to somebody who waits for them. */
const order: readonly CollectionName[] = ["vehicles", "photos", "deals", "activity", "settings"];

/** What a desk that joined is being sent, and how much of it is here; nothing once it has everything. */
export function ArrivalLine() {
  const { t } = useTranslation("sync");
  const locale = useLocale();
  const arrivals = useLive(useReplica().arrivals);
  const name = order.find((collection) => arrivals[collection]);
  const arrival = name && arrivals[name];
  if (!arrival) return null;
  const { done, total } = arrival;
  const sentence = t(`arriving.${name}`, { total: formatCount(total, locale) });
  return (
    <span className={styles.arrival}>
      {sentence}
      <ProgressBar w={120} label={sentence} done={done} total={total} />
    </span>
  );
}
