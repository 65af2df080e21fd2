import { Button } from "@mantine/core";
import { isDefinedError, safe } from "@orpc/client";
import { Fragment, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useBridge } from "#renderer/bridge/context.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import type { UpdateProgress } from "#shared/contract/updates.ts";
import classes from "./updates.module.css";

interface ReadyUpdateProps {
  readonly update: Extract<UpdateProgress, { type: "ready" }>;
  /** Stands beside the button that installs. */
  readonly otherAct?: ReactNode;
}

/** A version that is here: what is new in it, when it is installed, and the button that does it now. */
export function ReadyUpdate({ update, otherAct }: ReadyUpdateProps) {
  const { t } = useTranslation("updates");
  const { install, busy, problem } = useInstall();
  const locale = useLocale();
  return (
    <div className={classes.ready}>
      <h3 className={classes.readyTitle}>{t("ready", { version: update.version })}</h3>
      <p className={classes.hint}>{t(update.onQuit ? "onQuit" : "byHand")}</p>
      <h4 className={classes.newTitle}>{t("whatsNew")}</h4>
      <div className={classes.notes} role="region" aria-label={t("whatsNew")} tabIndex={0} data-selectable>
        <Notes text={update.notes[locale] || update.notes.en || t("noNotes")} />
      </div>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.acts}>
        {otherAct}
        <Button size="compact-md" loading={busy} onClick={() => void install()}>
          {busy ? t("installing") : t("install")}
        </Button>
      </div>
    </div>
  );
}

/** Text as it came: a line that begins with a point is one, and the line above points is their heading. */
function Notes({ text }: { text: string }) {
  let end = 0;
  const lines = text
    .split("\n")
    .map((line) => ({ line, end: (end += line.length + 1) }))
    .filter(({ line }) => line.trim() !== "");
  const isPoint = (at: number) => lines[at]?.line.startsWith("•") ?? false;
  return lines.map(({ line, end: key }, at) => (
    <Fragment key={key}>
      <p className={isPoint(at) ? classes.point : isPoint(at + 1) ? classes.heading : undefined}>{line}</p>
      {"\n"}
    </Fragment>
  ));
}

function useInstall() {
  const { t } = useTranslation("updates");
  const bridge = useBridge();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const install = async () => {
    setBusy(true);
    setProblem(null);
    const { error } = await safe(bridge.updates.install());
    // Where it works the window is gone in a moment; where its user stays after all, the button is to be there again.
    setBusy(false);
    if (!error) return;
    if (isDefinedError(error) && error.code === "workUnderWay")
      return setProblem(t("busy", { work: error.data.work.map((one) => t(`work.${one}`)).join(", ") }));
    setProblem(t(isDefinedError(error) ? "nothingReady" : "installFailed"));
  };
  return { install, busy, problem };
}
