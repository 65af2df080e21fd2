import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "#renderer/ui/told.tsx";
import styles from "./welcome-screen.module.css";

interface FormEndProps {
  /** What went wrong last time, in words. */
  readonly failure: string | null;
  readonly busy: boolean;
  /** Said while it is busy, because a first start takes a while. */
  readonly working: string;
  readonly action: string;
  readonly onBack: () => void;
}

/** What every form of the first run ends with: what failed, the way back and the way on. */
export function FormEnd({ failure, busy, working, action, onBack }: FormEndProps) {
  const { t } = useTranslation("common");
  return (
    <>
      {failure ? <Failure>{failure}</Failure> : null}
      <div className={styles.formActions}>
        <Button variant="subtle" color="gray" onClick={onBack} disabled={busy}>
          {t("back")}
        </Button>
        <span className={styles.working} role="status">
          {busy ? working : null}
        </span>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </>
  );
}
