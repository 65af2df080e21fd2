import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReplica } from "#renderer/replica/context.tsx";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import type { PresetEntry } from "#renderer/replica/settings.ts";
import { useLive } from "#renderer/replica/use-live.ts";
import { useShell } from "#renderer/ui/shell-state.tsx";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { noEdits } from "#shared/model/photo-edits.ts";
import type { Photo } from "#shared/model/photo.ts";
import { judged, photoFindings, type PhotoFinding } from "#shared/rules/photo-findings.ts";
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
  const findings = useFindings(entry, entries).filter(({ kind }) => isMild(kind) === mild);
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
                <Remedy kind={kind} entry={entry} acts={acts} />
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function isMild(kind: FindingKind): boolean {
  return kind === "wrongShape" || kind === "similar";
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
}

function useFindings(entry: PhotoEntry, entries: readonly PhotoEntry[]): Advised[] {
  const { t } = useTranslation("photos");
  const locale = useLocale();
  const presets = useLive(useReplica().settings.presets);
  const stack = useMemo(
    () => likenessesOf(entries).find(({ photoIds }) => photoIds.includes(entry.id)),
    [entries, entry.id],
  );
  const { photo } = entry;
  const names = (of: readonly PresetEntry[]) =>
    new Intl.ListFormat(locale, { type: "conjunction" }).format(of.map(({ preset }) => preset.name));

  const always = photoFindings(judged(photo), null);
  const plain = always.flatMap(({ kind }): Advised[] =>
    kind === "tooSmall" || kind === "wrongShape" ? [] : [{ kind, advice: t(`findingAdvice.${kind}`) }],
  );
  const small = flagged(photo, presets, "tooSmall");
  const cut = flagged(photo, presets, "wrongShape");
  const tooSmall =
    small.of.length > 0
      ? t("findingAdvice.tooSmall", {
          ...sizeOf(photo),
          presets: names(small.of),
          wanted: Math.max(...small.of.map(({ preset }) => preset.longEdge)),
        })
      : always.some(({ kind }) => kind === "tooSmall")
        ? t("findingAdvice.tooSmallAnywhere", sizeOf(photo))
        : null;
  const lost = Math.max(
    0,
    ...cut.findings.map((finding) => (finding.kind === "wrongShape" ? finding.lost : 0)),
  );
  return [
    ...plain,
    ...(tooSmall === null ? [] : [{ kind: "tooSmall" as const, advice: tooSmall }]),
    ...(stack
      ? [
          {
            kind: "similar" as const,
            advice: t(stack.best === entry.id ? "findingAdvice.similarBest" : "findingAdvice.similar", {
              count: stack.photoIds.length,
            }),
          },
        ]
      : []),
    ...(cut.of.length > 0
      ? [
          {
            kind: "wrongShape" as const,
            advice: t("findingAdvice.wrongShape", {
              presets: names(cut.of),
              percent: Math.round(lost * 100),
            }),
          },
        ]
      : []),
  ];
}

/** The channels that a photo has this finding for. */
function flagged(photo: Photo, presets: readonly PresetEntry[], kind: PhotoFinding["kind"]) {
  const found = presets.flatMap((entry) =>
    photoFindings(judged(photo), entry.preset)
      .filter((finding) => finding.kind === kind)
      .map((finding) => ({ entry, finding })),
  );
  return { of: found.map(({ entry }) => entry), findings: found.map(({ finding }) => finding) };
}

function sizeOf({ original, edits }: Photo): { width: number; height: number } {
  const { width, height } = original;
  return edits ? sizeAfter(width, height, edits) : { width, height };
}
