import { ActionIcon, Button } from "@mantine/core";
import { IconDownload, IconFolderOpen, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProgressBar } from "#renderer/ui/progress-bar.tsx";
import { useStore } from "zustand";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import type { PictureJob } from "#shared/contract/renditions.ts";
import { inOrder } from "./job-store.ts";
import classes from "./job-tray.module.css";
import { usePictureJobs } from "./jobs-context.tsx";

/** Every export and preparation under way or just ended, how far it is, and what can be done about it. */
export function JobTray() {
  const { t } = useTranslation("photoExport");
  const jobs = useStore(usePictureJobs().store.state, (state) => state.jobs);
  const shown = inOrder(jobs);
  if (shown.length === 0) return null;
  return (
    <aside className={classes.tray} aria-label={t("tray")}>
      {shown.map((job) => (
        <JobCard key={job.jobId} job={job} />
      ))}
    </aside>
  );
}

function JobCard({ job }: { job: PictureJob }) {
  const { t } = useTranslation(["photoExport", "common"]);
  const { cancel, dismiss } = usePictureJobs();
  const isRunning = job.state === "running";
  const title = useTitle(job);
  return (
    <section className={classes.card} aria-label={title} data-state={job.state}>
      <header className={classes.head}>
        <p className={classes.headline} role="status">
          {title}
        </p>
        {!isRunning && (
          <ActionIcon size="sm" aria-label={t("dismiss")} onClick={() => dismiss(job.jobId)}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </header>
      {isRunning && <ProgressBar label={title} done={job.done} total={job.total} />}
      {job.failure && <p className={classes.problem}>{t(`ended.${job.failure}`)}</p>}
      {job.failed > 0 && !job.failure && <Failures job={job} />}
      {isRunning ? (
        <div className={classes.actions}>
          <Button size="compact-sm" variant="default" onClick={() => cancel(job.jobId)}>
            {t("common:cancel")}
          </Button>
        </div>
      ) : (
        <Result job={job} />
      )}
    </section>
  );
}

function useTitle({ work, state, done, total, failed }: PictureJob): string {
  const { t } = useTranslation("photoExport");
  const presets = useLive(useReplica().settings.presets);
  const made = Math.max(0, done - failed);
  if (work.type === "export") return t(`export.${state}`, { count: made, done, total });
  const preset = presets.find(({ id }) => id === work.presetId)?.preset.name ?? "";
  return t(`prepare.${state}`, { count: made, done, total, preset });
}

function Failures({ job: { failures, failed } }: { job: PictureJob }) {
  const { t } = useTranslation("photoExport");
  const more = failed - failures.length;
  return (
    <>
      <p className={classes.problem}>{t("failed", { count: failed })}</p>
      <ul className={classes.failures}>
        {failures.map(({ name, failure }) => (
          <li key={name}>
            <strong>{name}</strong> {t(`failure.${failure}`)}
          </li>
        ))}
        {more > 0 && <li>{t("failedMore", { count: more })}</li>}
      </ul>
    </>
  );
}

/** Where the files are. A part that was finished before a cancel stays and can be shown as well. */
function Result({ job: { jobId, result } }: { job: PictureJob }) {
  const { t } = useTranslation("photoExport");
  const { reveal } = usePictureJobs();
  if (!result) return null;
  return (
    <div className={classes.actions}>
      {result.download !== null && (
        <Button
          size="compact-sm"
          component="a"
          href={result.download}
          download=""
          leftSection={<IconDownload size={16} />}
        >
          {t("download")}
        </Button>
      )}
      {result.path !== null && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFolderOpen size={16} />}
          onClick={() => reveal(jobId)}
        >
          {t("showInFolder")}
        </Button>
      )}
    </div>
  );
}
