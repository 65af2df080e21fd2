import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./accounts.module.css";
import type { SecretFormProps } from "./secret-dialog.tsx";

/** How it went, and the two ways out of a form for credentials. */
export function SecretFormEnd({ failure, busy, onClose }: Omit<SecretFormProps, "onSave">) {
  const { t } = useTranslation(["accounts", "common"]);
  return (
    <>
      {failure ? (
        <p className={row.problem} role="alert">
          {failure}
        </p>
      ) : null}
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {t("common:save")}
        </Button>
      </div>
    </>
  );
}
