import { Button, Group } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconFolderOpen, IconLogout, IconRefresh } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RecoveryState, RestoreSource } from "#shared/contract/recovery.ts";
import { useConfirm } from "#renderer/ui/confirm.tsx";
import { formatInstant } from "#renderer/ui/format.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { Mark } from "#renderer/ui/wordmark.tsx";
import { damageWords } from "./damage-words.ts";
import { DiagnosticsDialog, type DiagnosticsDoor } from "./diagnostics-dialog.tsx";
import { defectIdOf, failureKind } from "./failure-kind.ts";
import styles from "./recovery-screen.module.css";

interface RecoveryActs {
  retry(): Promise<unknown>;
  restore(source: RestoreSource): Promise<unknown>;
  openFolder(): void;
  quit(): void;
}

interface RecoveryScreenProps {
  state: RecoveryState;
  acts: RecoveryActs;
  diagnostics: DiagnosticsDoor;
}

/** What is damaged, what is whole, and what can be done, in a window of its own. */
export function RecoveryScreen({ state, acts, diagnostics }: RecoveryScreenProps) {
  const { t } = useTranslation("help");
  const isWindow = state.damage.some(({ part }) => part === "window");
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <header className={styles.head}>
          <Mark size={32} />
          <div>
            <h1 className={styles.title}>{t(isWindow ? "recovery.titleWindow" : "recovery.title")}</h1>
            <p className={styles.intro}>{t("recovery.intro")}</p>
          </div>
        </header>
        <Facts state={state} />
        <Choices state={state} acts={acts} />
        <Footer state={state} acts={acts} diagnostics={diagnostics} />
      </div>
    </main>
  );
}

function Facts({ state }: { state: RecoveryState }) {
  const { t } = useTranslation("help");
  const { changes, photos, photosToMakeAgain } = state.whole;
  return (
    <div className={styles.facts}>
      <FactList title={t("recovery.damaged")} tone="bad">
        {state.damage.map((damage) => (
          <li key={`${damage.part} ${damage.kind} ${damage.detail}`}>
            {damageWords(damage, t)}
            {damage.defectId ? (
              <span className={styles.report} data-selectable>
                {t("recovery.report", { id: damage.defectId })}
              </span>
            ) : null}
          </li>
        ))}
      </FactList>
      <FactList title={t("recovery.whole")} tone="good">
        <li>{t("recovery.changes", { count: changes })}</li>
        <li>{t("recovery.photos", { count: photos })}</li>
        {photosToMakeAgain > 0 ? <li>{t("recovery.photosAgain", { count: photosToMakeAgain })}</li> : null}
      </FactList>
    </div>
  );
}

function FactList({ title, tone, children }: { title: string; tone: "good" | "bad"; children: ReactNode }) {
  const Icon = tone === "good" ? IconCheck : IconAlertTriangle;
  return (
    <section className={styles.list} data-tone={tone} aria-label={title}>
      <h2>
        <Icon size={16} stroke={2} aria-hidden />
        {title}
      </h2>
      <ul>{children}</ul>
    </section>
  );
}

function Choices({ state, acts }: Omit<RecoveryScreenProps, "diagnostics">) {
  const { t } = useTranslation("help");
  const locale = useLocale();
  const { problem, busy, restore } = useRestoring(acts);
  if (!state.canRestore) return <FirstOfAll damage={state.damage} />;
  return (
    <section className={styles.choices} aria-label={t("recovery.choices")}>
      <h2>{t("recovery.choices")}</h2>
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
      <Choice
        title={t("recovery.journal")}
        text={t(state.canGoOn ? "recovery.journalText" : "recovery.journalMissing")}
      >
        <Button
          disabled={!state.canGoOn || busy}
          onClick={() => restore({ from: "journal" }, t("recovery.journalConfirm"), t("recovery.restore"))}
        >
          {t("recovery.restore")}
        </Button>
      </Choice>
      <Choice
        title={t("recovery.backup")}
        text={t(state.backups.length > 0 ? "recovery.backupText" : "recovery.noBackups")}
      />
      {state.backups.map(({ name, version, at }) => {
        const date = formatInstant(at, locale);
        return (
          <div key={name} className={styles.backup}>
            <span>{t("recovery.backupFrom", { date, version })}</span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={busy}
              aria-label={`${t("recovery.restore")} ${t("recovery.backupFrom", { date, version })}`}
              onClick={() =>
                restore(
                  { from: "backup", name },
                  t("recovery.backupConfirm", { date }),
                  t("recovery.restore"),
                )
              }
            >
              {t("recovery.restore")}
            </Button>
          </div>
        );
      })}
      {state.hasOwnHub ? (
        <Choice title={t("recovery.ownHub")} text={t("recovery.ownHubText")} />
      ) : (
        <Choice title={t("recovery.hub")} text={t("recovery.hubText")}>
          <Button
            variant="default"
            disabled={busy}
            onClick={() => restore({ from: "hub" }, t("recovery.hubConfirm"), t("recovery.pairAgain"))}
          >
            {t("recovery.pairAgain")}
          </Button>
        </Choice>
      )}
    </section>
  );
}

/** What has to be done outside of Autosell before anything here is of use. */
function FirstOfAll({ damage }: Pick<RecoveryState, "damage">) {
  const { t } = useTranslation("help");
  const isFull = damage.some(({ kind }) => kind === "diskFull");
  if (!isFull && !damage.some(({ kind }) => kind === "notWritable" || kind === "unreadable")) return null;
  return (
    <section className={styles.choices} aria-label={t("recovery.choices")}>
      <h2>{t("recovery.choices")}</h2>
      <Choice
        title={t(isFull ? "recovery.makeRoom" : "recovery.givePermission")}
        text={t(isFull ? "recovery.makeRoomText" : "recovery.givePermissionText")}
      />
    </section>
  );
}

function Choice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles.choice}>
      <div>
        <h3>{title}</h3>
        <p>{text}</p>
      </div>
      {children}
    </div>
  );
}

function Footer({ state, acts, diagnostics }: RecoveryScreenProps) {
  const { t } = useTranslation("help");
  const [exporting, setExporting] = useState(false);
  return (
    <footer className={styles.foot}>
      <Button
        leftSection={<IconRefresh size={16} aria-hidden />}
        variant="default"
        onClick={() => void acts.retry()}
      >
        {t("recovery.retry")}
      </Button>
      <Group gap="xs" className={styles.footEnd}>
        <Button variant="subtle" onClick={() => setExporting(true)}>
          {t("exportDiagnostics")}
        </Button>
        {state.hasDesktop ? (
          <>
            <Button
              variant="subtle"
              leftSection={<IconFolderOpen size={16} aria-hidden />}
              onClick={acts.openFolder}
            >
              {t("recovery.openFolder")}
            </Button>
            <Button variant="subtle" leftSection={<IconLogout size={16} aria-hidden />} onClick={acts.quit}>
              {t("recovery.quit")}
            </Button>
          </>
        ) : null}
      </Group>
      <DiagnosticsDialog opened={exporting} onClose={() => setExporting(false)} door={diagnostics} />
    </footer>
  );
}

/** Every restore is asked about first; what goes wrong is said in words. */
function useRestoring(acts: RecoveryActs) {
  const { t } = useTranslation("help");
  const confirm = useConfirm();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (source: RestoreSource, title: string, label: string) => {
    if (!(await confirm({ title, text: t("recovery.confirmText"), confirm: label }))) return;
    setBusy(true);
    setProblem(null);
    await acts.restore(source).catch((error: unknown) => setProblem(problemWords(error)));
    setBusy(false);
  };
  const problemWords = (error: unknown) => {
    const kind = failureKind(error);
    const isKnown =
      kind === "diskFull" || kind === "noPermission" || kind === "backupDamaged" || kind === "inUse";
    return isKnown
      ? t(`recovery.failed.${kind}`)
      : t("recovery.failed.unexpected", { id: defectIdOf(error) });
  };
  return {
    busy,
    problem,
    restore: (source: RestoreSource, title: string, label: string) => void run(source, title, label),
  };
}
