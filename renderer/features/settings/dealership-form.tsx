import { Button, Select, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { notifyDone, notifyProblem } from "#renderer/ui/notify.tsx";
import { Currency } from "#shared/model/primitives.ts";
import type { Dealership } from "#shared/model/settings.ts";
import styles from "./settings-screen.module.css";

/** What the form starts from while nobody has said it, such as when the first run was cut off. */
const unnamed: Dealership = {
  name: "",
  currency: "MXN",
  distanceUnit: "km",
  createdAt: new Date(0).toISOString(),
};

/** The dealership's facts, saved together. */
export function DealershipForm() {
  const dealership = useLive(useReplica().settings.dealership) ?? unnamed;
  return <Form key={JSON.stringify(dealership)} dealership={dealership} />;
}

function Form({ dealership }: { dealership: Dealership }) {
  const { t } = useTranslation(["settings", "common"]);
  const { settings } = useReplica();
  const [draft, setDraft] = useState(dealership);
  const [busy, setBusy] = useState(false);
  const changed = JSON.stringify(draft) !== JSON.stringify(dealership);
  const nameMissing = draft.name.trim() === "";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (nameMissing) return;
    setBusy(true);
    try {
      const createdAt = dealership === unnamed ? new Date().toISOString() : draft.createdAt;
      await settings.setDealership({ ...draft, name: draft.name.trim(), createdAt });
      notifyDone({ message: t("saved") });
    } catch {
      notifyProblem({ message: t("saveFailed") });
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("name")}
        maxLength={80}
        value={draft.name}
        error={nameMissing && changed ? t("nameRequired") : null}
        onChange={({ currentTarget: { value: name } }) => setDraft((now) => ({ ...now, name }))}
      />
      <div className={styles.pair}>
        <Select
          label={t("currency")}
          data={Currency.options}
          value={draft.currency}
          onChange={(value) =>
            setDraft((now) => ({ ...now, currency: Currency.catch(now.currency).parse(value) }))
          }
        />
        <Select
          label={t("distanceUnit")}
          data={[
            { value: "km", label: t("kilometres") },
            { value: "mi", label: t("miles") },
          ]}
          value={draft.distanceUnit}
          onChange={(value) => setDraft((now) => ({ ...now, distanceUnit: value === "mi" ? "mi" : "km" }))}
        />
      </div>
      <p className={styles.hint}>{t("currencyHint")}</p>
      {changed ? (
        <div className={styles.formActions}>
          <Button variant="default" onClick={() => setDraft(dealership)}>
            {t("common:cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={nameMissing}>
            {t("common:save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
