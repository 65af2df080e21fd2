import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./people.module.css";
import type { Sharing } from "./use-hub-sharing.ts";

/** Opens this desk's own hub to the network, or closes it. */
export function ShareSwitch({ sharing: { hub, busy, share } }: { sharing: Sharing }) {
  const { t } = useTranslation("people");
  if (!hub) return null;
  return (
    <Switch
      label={t("shareTitle")}
      description={t("shareText")}
      labelPosition="left"
      checked={hub.sharedOnNetwork}
      disabled={busy}
      onChange={(event) => void share(event.currentTarget.checked)}
      classNames={{ body: styles.switchBody }}
    />
  );
}
