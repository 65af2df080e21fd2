import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { PhotoPreset } from "#shared/model/photo-preset.ts";
import type { Photo } from "#shared/model/photo.ts";
import { cutsOf, judged, photoFindings } from "#shared/rules/photo-findings.ts";
import { sizeAfter } from "#shared/rules/photo-geometry.ts";
import { type FindingKind, findingLook } from "./finding-look.ts";
import type { PhotoActs } from "./use-photo-acts.ts";
import { likenessesOf } from "./use-judgement.ts";
import classes from "./viewer-inspector.module.css";

interface FindingListProps {
  /** Only those of single channels and matters of choice, or only the others. */
  readonly mild: boolean;
  readonly entry: PhotoEntry;
  readonly entries: readonly PhotoEntry[];
  readonly acts: PhotoActs;
}

/** What should be known of the photo before it is published, each with what to do. */
export function FindingList({ mild, entry, entries, acts }: FindingListProps) {
  const { t } = useTranslation("photos");
  const findings = useFindings(entry, entries).filter((finding) => finding.isMild === mild);
  if (findings.length === 0) return null;
  return (
    <section className={classes.findings} aria-label={t(mild ? "findingsMild" : "findings")}>
      <ul>
        {findings.map(({ kind, advice }) => {
          const { icon: Icon } = findingLook[kind];
          return (
            <li key={kind} className={classes.finding} data-mild={mild || undefined}>
              <Icon size={16} stroke={1.75} aria-hidden />
              <div>
                <strong>{t(`finding.${kind}`)}</strong>
                <p>{advice}</p>
                {acts.mayChange && <Remedy kind={kind} entry={entry} acts={acts} />}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Remedy({ kind, entry, acts }: { kind: FindingKind } & Pick<FindingListProps, "entry" | "acts">) {
  const { t } = useTranslation("photos");
  const showStage = useShell((state) => state.show);
  const { id, photo } = entry;
  if (kind === "upsideDown") {
    const edits = photo.edits ?? noEdits;
    const turned = { ...edits, quarterTurns: (edits.quarterTurns + 2) % 4 };
    return <Act label={t("turnAround")} onClick={() => acts.edit([id], turned)} />;
  }
  if (kind !== "dark" && kind !== "overexposed" && kind !== "wrongShape") return null;
  const edit = () => showStage({ type: "editor", vehicleId: photo.vehicleId, photoId: id });
  return <Act label={t("improve")} onClick={edit} />;
}

function Act({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" mt={4} onClick={onClick}>
      {label}
    </Button>
  );
}

interface Advised {
  readonly kind: FindingKind;
  readonly advice: string;
  readonly isMild: boolean;
}

function useFindings(entry: PhotoEntry, entries: readonly PhotoEntry[]): Advised[] {
  const { t } = useTranslation("photos");
  const plain = photoFindings(judged(entry.photo), null).flatMap(({ kind }): Advised[] => {
    // Of a shape only channels can say that it is wrong.
    if (kind === "wrongShape") return [];
    const words =
      kind === "tooSmall" ? ("findingAdvice.tooSmallAnywhere" as const) : (`findingAdvice.${kind}` as const);
    return [{ kind, advice: t(words, sizeOf(entry.photo)), isMild: false }];
  });
  const known = new Set(plain.map(({ kind }) => kind));
  const mild = [...useLikeness(entry, entries), ...useChannelFindings(entry)];
  return [...plain, ...mild.filter(({ kind }) => !known.has(kind))];
}

function useLikeness({ id }: PhotoEntry, entries: readonly PhotoEntry[]): Advised[] {
  const { t } = useTranslation("photos");
  const stack = useMemo(
    () => likenessesOf(entries).find(({ photoIds }) => photoIds.includes(id)),
    [entries, id],
  );
  if (!stack) return [];
  const words = stack.best === id ? "findingAdvice.similarBest" : "findingAdvice.similar";
  return [{ kind: "similar", advice: t(words, { count: stack.photoIds.length }), isMild: true }];
}

/** What single channels would make of the photo. */
function useChannelFindings({ photo }: PhotoEntry): Advised[] {
  const { t } = useTranslation("photos");
  const locale = useLocale();
  const entries = useLive(useReplica().settings.presets);
  const presets = entries.map(({ preset }) => preset);
  const small = presets.filter((preset) =>
    photoFindings(judged(photo), preset).some(({ kind }) => kind === "tooSmall"),
  );
  const cuts = cutsOf(judged(photo), presets);
  const names = (found: readonly PhotoPreset[]) =>
    new Intl.ListFormat(locale, { type: "conjunction" }).format(found.map(({ name }) => name));
  const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0);
  const findings: Advised[] = [];
  if (small.length > 0) {
    const wanted = most(small.map(({ longEdge }) => longEdge));
    const advice = t("findingAdvice.tooSmall", { ...sizeOf(photo), presets: names(small), wanted });
    findings.push({ kind: "tooSmall", advice, isMild: true });
  }
  if (cuts.length > 0) {
    const percent = Math.round(most(cuts.map(({ lost }) => lost)) * 100);
    const advice = t("findingAdvice.wrongShape", {
      presets: names(cuts.map(({ preset }) => preset)),
      percent,
    });
    findings.push({ kind: "wrongShape", advice, isMild: true });
  }
  return findings;
}

function sizeOf({ original, edits }: Photo): { width: number; height: number } {
  const { width, height } = original;
  return edits ? sizeAfter(width, height, edits) : { width, height };
}
