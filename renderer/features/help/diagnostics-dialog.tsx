import { Button, Group, Loader, Modal } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  DiagnosticsList,
  DiagnosticsOrder,
  DiagnosticsSubject,
  SavedDiagnostics,
} from "#shared/contract/help.ts";
import { formatBytes } from "#renderer/ui/format.ts";
import { notifyDone } from "#renderer/ui/notify.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { failureKind } from "./failure-kind.ts";
import styles from "./diagnostics-dialog.module.css";

/** Main's side of it, as the lot and the recovery window both have it. */
export interface DiagnosticsDoor {
  list(order: DiagnosticsOrder): Promise<DiagnosticsList>;
  save(order: DiagnosticsOrder): Promise<SavedDiagnostics>;
  /** Absent where nothing can be shown in a file manager. */
  readonly show?: () => void;
  /** A browser downloads what main has made; a window of our own has it saved. */
  readonly downloads: boolean;
}

interface DiagnosticsDialogProps {
  opened: boolean;
  onClose: () => void;
  door: DiagnosticsDoor;
}

/** Shows what the zip will hold before it is saved. */
export function DiagnosticsDialog({ opened, onClose, door }: DiagnosticsDialogProps) {
  const { t } = useTranslation(["help", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("dialogTitle")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      <p className={styles.text}>{t("dialogText")}</p>
      <Gathered door={door} onClose={onClose} />
    </Modal>
  );
}

/** In bytes: what is there is never shown as nothing. */
const smallestShown = 1000;

type Gathering = DiagnosticsList | "gathering" | "failed";

function Gathered({ door, onClose }: Omit<DiagnosticsDialogProps, "opened">) {
  const { t } = useTranslation(["help", "common"]);
  const language = useLocale();
  const [gathered, setGathered] = useState<Gathering>("gathering");
  const gather = useCallback(() => {
    let wanted = true;
    const show = (next: Gathering) => wanted && setGathered(next);
    door.list({ language }).then(show, () => show("failed"));
    return () => {
      wanted = false;
    };
  }, [door, language]);
  useEffect(gather, [gather]);

  if (gathered === "gathering")
    return (
      <div className={styles.gathering} role="status">
        <Loader size="xs" />
        {t("gathering")}
      </div>
    );
  if (gathered === "failed")
    return (
      <div className={styles.problem} role="alert">
        {t("gatherFailed")}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            setGathered("gathering");
            gather();
          }}
        >
          {t("common:retry")}
        </Button>
      </div>
    );
  return <Preview list={gathered} door={door} onClose={onClose} />;
}

function Preview({
  list,
  door,
  onClose,
}: {
  list: DiagnosticsList;
  door: DiagnosticsDoor;
  onClose: () => void;
}) {
  const { t } = useTranslation(["help", "common"]);
  const language = useLocale();
  const { save, download, problem, saving } = useSaving(door, onClose);
  const total = list.files.reduce((bytes, file) => bytes + file.bytes, 0);
  return (
    <>
      <ul className={styles.files} aria-label={t("dialogTitle")}>
        {rowsOf(list).map(({ name, about, bytes, count }) => (
          <li key={name} className={styles.file}>
            <span className={styles.name}>{name}</span>
            <span className={styles.about}>{count > 1 ? t("crashes", { count }) : t(`about.${about}`)}</span>
            <span className={styles.size}>{formatBytes(Math.max(bytes, smallestShown), language)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.total}>{t("together", { size: formatBytes(total, language) })}</p>
      {problem ? (
        <p className={styles.problem} role="alert">
          {t(`failed.${problem}`)}
        </p>
      ) : null}
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        {download ? (
          <Button
            component="a"
            href={download}
            download=""
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => setTimeout(onClose)}
          >
            {t("downloadReady")}
          </Button>
        ) : (
          <Button data-autofocus loading={saving} onClick={() => void save()}>
            {t(door.downloads ? "download" : "save")}
          </Button>
        )}
      </Group>
    </>
  );
}

function useSaving(door: DiagnosticsDoor, onClose: () => void) {
  const { t } = useTranslation("help");
  const language = useLocale();
  const [saving, setSaving] = useState(false);
  const [download, setDownload] = useState<string | null>(null);
  const [problem, setProblem] = useState<"diskFull" | "noPermission" | "unexpected" | null>(null);
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const saved = await door.save({ language });
      setDownload(saved.download);
      if (saved.path === null) return;
      const { show } = door;
      notifyDone({ message: t("saved"), ...(show && { action: { label: t("show"), run: show } }) });
      onClose();
    } catch (error) {
      const kind = failureKind(error);
      setProblem(kind === "diskFull" || kind === "noPermission" ? kind : "unexpected");
    } finally {
      setSaving(false);
    }
  };
  return { save, download, problem, saving };
}

interface Row {
  name: string;
  about: DiagnosticsSubject;
  bytes: number;
  count: number;
}

/** Twenty crash reports are one line. */
function rowsOf({ files }: DiagnosticsList): Row[] {
  const crashes = files.filter(({ about }) => about === "crash");
  const rows = files
    .filter(({ about }) => about !== "crash")
    .map(({ name, about, bytes }) => ({ name, about, bytes, count: 1 }));
  if (crashes.length === 0) return rows;
  const bytes = crashes.reduce((sum, file) => sum + file.bytes, 0);
  return [...rows, { name: "crashes/", about: "crash", bytes, count: crashes.length }];
}
