import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AccountSecret } from "#shared/contract/accounts.ts";
import row from "#renderer/ui/settings-row.module.css";
import classes from "./accounts.module.css";

/** What a form for credentials needs: what it typed goes to main once and is nowhere else. */
export interface SecretFormProps {
  readonly busy: boolean;
  readonly failure: string | null;
  readonly onSave: (secret: AccountSecret) => void;
  readonly onClose: () => void;
}

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
