import { Select, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import { Currency } from "#shared/model/primitives.ts";
import { Dealership } from "#shared/model/settings.ts";
import { rememberSetUp } from "./first-set-up.ts";
import { FormEnd } from "./form-end.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome-screen.module.css";

interface EmptyLotFormProps {
  onBack: () => void;
  onBegun: (desk: DeskDescription) => void;
}

export function EmptyLotForm({ onBack, onBegun }: EmptyLotFormProps) {
  const { t } = useTranslation(["welcome", "common"]);
  const bridge = useBridge();
  const desk = useDesk();
  const { busy, failure, attempt } = useAttempt();
  const [name, setName] = useState("");
  const [currency, setCurrency] = useState<Dealership["currency"]>("MXN");
  const [distanceUnit, setDistanceUnit] = useState<Dealership["distanceUnit"]>("km");
  const [deskName, setDeskName] = useState(desk.deskName || t("deskNameDefault"));
  const [tried, setTried] = useState(false);
  const missing = (value: string) => (tried && !value.trim() ? t("required") : null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || !deskName.trim()) return;
    const dealership = Dealership.parse({
      name,
      currency,
      distanceUnit,
      createdAt: new Date().toISOString(),
    });
    void attempt(async () => {
      rememberSetUp(localStorage, { start: "empty", dealership });
      onBegun(await bridge.desk.begin({ start: "empty", deskName }));
    });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <h2 className={styles.formTitle}>{t("emptyTitle")}</h2>
      <TextInput
        data-autofocus
        autoFocus
        label={t("dealershipName")}
        placeholder={t("dealershipNamePlaceholder")}
        maxLength={80}
        value={name}
        error={missing(name)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <Select
          label={t("currency")}
          data={Currency.options}
          value={currency}
          onChange={(value) => setCurrency(Currency.catch("MXN").parse(value))}
        />
        <Select
          label={t("distanceUnit")}
          data={[
            { value: "km", label: t("kilometres") },
            { value: "mi", label: t("miles") },
          ]}
          value={distanceUnit}
          onChange={(value) => setDistanceUnit(value === "mi" ? "mi" : "km")}
        />
      </div>
      <TextInput
        label={t("deskName")}
        description={t("deskNameHint")}
        maxLength={60}
        value={deskName}
        error={missing(deskName)}
        onChange={(event) => setDeskName(event.currentTarget.value)}
      />
      <FormEnd
        failure={failure}
        busy={busy}
        working={t("working.empty")}
        action={t("emptyAction")}
        onBack={onBack}
      />
    </form>
  );
}
