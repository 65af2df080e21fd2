import { SegmentedControl, UnstyledButton } from "@mantine/core";
import {
  IconArrowRight,
  IconBuildingStore,
  IconPackageImport,
  IconPlugConnected,
  IconCar,
  type Icon,
} from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { locales } from "#renderer/ui/locale.ts";
import { Wordmark } from "#renderer/ui/wordmark.tsx";
import type { DeskDescription } from "#shared/contract/bridge.ts";
import { EmptyLotForm } from "./empty-lot-form.tsx";
import { rememberSetUp, sampleDealership } from "./first-set-up.ts";
import { JoinForm } from "./join-form.tsx";
import { LotDrawing } from "./lot-drawing.tsx";
import { RestoreFlow } from "./restore-flow.tsx";
import { useAttempt } from "./use-attempt.ts";
import { useRestoreState } from "./use-restore-state.ts";
import { Failure } from "#renderer/ui/told.tsx";
import styles from "./welcome-screen.module.css";

interface WelcomeScreenProps {
  onBegun: (desk: DeskDescription) => void;
}

type Form = "empty" | "join" | "restore";

/** The first screen of a new desk: the ways in, and the language. */
export function WelcomeScreen({ onBegun }: WelcomeScreenProps) {
  const { t } = useTranslation("welcome");
  const [chosen, setForm] = useState<Form | null>(null);
  const restore = useRestoreState();
  const isRestoring = restore.phase !== "none";
  const form = isRestoring ? "restore" : chosen;
  const back = () => setForm(null);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <h1 className={styles.title}>{t("title")}</h1>
        <p className={styles.lead}>{t("lead")}</p>
        {form === null ? <Choices onForm={setForm} onBegun={onBegun} /> : null}
        {form === "empty" ? <EmptyLotForm onBack={back} onBegun={onBegun} /> : null}
        {form === "join" ? <JoinForm onBack={back} onBegun={onBegun} /> : null}
        {form === "restore" ? <RestoreFlow state={restore} onBack={back} onBegun={onBegun} /> : null}
      </main>
      <footer className={styles.footer}>
        <LotDrawing />
        <p>{t("footer")}</p>
      </footer>
    </div>
  );
}

interface ChoicesProps extends WelcomeScreenProps {
  onForm: (form: Form) => void;
}

function Choices({ onForm, onBegun }: ChoicesProps) {
  const { t } = useTranslation("welcome");
  const sample = useSampleStart(onBegun);
  return (
    <>
      <div className={styles.choices}>
        <Choice
          icon={IconCar}
          title={t("sampleTitle")}
          action={sample.busy ? t("working.sample") : t("sampleAction")}
          disabled={sample.busy}
          onClick={sample.start}
          isFirst
        >
          {t("sampleText")}
        </Choice>
        <Choice
          icon={IconBuildingStore}
          title={t("emptyTitle")}
          action={t("emptyAction")}
          disabled={sample.busy}
          onClick={() => onForm("empty")}
        >
          {t("emptyText")}
        </Choice>
        <Choice
          icon={IconPlugConnected}
          title={t("joinTitle")}
          action={t("joinAction")}
          disabled={sample.busy}
          onClick={() => onForm("join")}
        >
          {t("joinText")}
        </Choice>
      </div>
      <UnstyledButton className={styles.otherWay} disabled={sample.busy} onClick={() => onForm("restore")}>
        <IconPackageImport size={20} stroke={1.5} aria-hidden />
        <span>
          <span className={styles.otherWayTitle}>{t("restore.title")}</span>
          <span className={styles.otherWayText}>{t("restore.text")}</span>
        </span>
        <span className={styles.choiceAction}>
          {t("restore.action")}
          <IconArrowRight size={16} stroke={2} aria-hidden />
        </span>
      </UnstyledButton>
      {sample.failure ? <Failure>{sample.failure}</Failure> : null}
    </>
  );
}

function useSampleStart(onBegun: WelcomeScreenProps["onBegun"]) {
  const { t } = useTranslation("welcome");
  const bridge = useBridge();
  const { deskName } = useDesk();
  const { busy, failure, attempt } = useAttempt();
  const start = () =>
    void attempt(async () => {
      const dealership = sampleDealership(t("sampleDealership"));
      rememberSetUp(localStorage, { start: "sample", dealership });
      onBegun(await bridge.desk.begin({ start: "sample", deskName: deskName || t("deskNameDefault") }));
    });
  return { busy, failure, start };
}

interface ChoiceProps {
  icon: Icon;
  title: string;
  action: string;
  children: ReactNode;
  disabled: boolean;
  isFirst?: boolean;
  onClick: () => void;
}

function Choice({ icon: Icon, title, action, children, disabled, isFirst = false, onClick }: ChoiceProps) {
  return (
    <UnstyledButton
      className={styles.choice}
      data-first={isFirst || undefined}
      disabled={disabled}
      onClick={onClick}
    >
      <span className={styles.choiceIcon}>
        <Icon size={22} stroke={1.5} aria-hidden />
      </span>
      <span className={styles.choiceTitle}>{title}</span>
      <span className={styles.choiceText}>{children}</span>
      <span className={styles.choiceAction}>
        {action}
        <IconArrowRight size={16} stroke={2} aria-hidden />
      </span>
    </UnstyledButton>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation("welcome");
  return (
    <SegmentedControl
      aria-label={t("language")}
      value={i18n.language}
      onChange={(language) => void i18n.changeLanguage(language)}
      data={locales.map((locale) => ({ value: locale, label: locale === "en" ? "English" : "Español" }))}
    />
  );
}
