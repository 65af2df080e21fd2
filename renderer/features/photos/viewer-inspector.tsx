import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PhotoEntry } from "#renderer/replica/photos.ts";
import { shotName } from "#renderer/ui/shot-name.ts";
import { DefectList } from "./defect-list.tsx";
import { FindingList } from "./finding-list.tsx";
import { PhotoFacts } from "./photo-facts.tsx";
import { CaptionField, TagsField } from "./photo-words.tsx";
import type { DefectPinning } from "./use-defect-pinning.ts";
import type { PhotoActs } from "./use-photo-acts.ts";
import { useShots } from "./use-shots.ts";
import classes from "./viewer-inspector.module.css";

interface ViewerInspectorProps {
  readonly entry: PhotoEntry;
  readonly entries: readonly PhotoEntry[];
  readonly acts: PhotoActs;
  readonly pinning: DefectPinning;
}

/** All that is said and known of the photo, to be changed in place. */
export function ViewerInspector({ entry, entries, acts, pinning }: ViewerInspectorProps) {
  const { t } = useTranslation("photos");
  const { id, photo } = entry;
  return (
    <aside className={classes.inspector} aria-label={t("inspector")}>
      <FindingList mild={false} entry={entry} entries={entries} acts={acts} />
      <div className={classes.fields}>
        <CaptionField
          caption={photo.caption}
          readOnly={!acts.mayChange}
          onChange={(caption) => acts.setCaption(id, caption)}
        />
        <ShotField entry={entry} acts={acts} />
        <TagsField
          tags={photo.tags}
          readOnly={!acts.mayChange}
          onAdd={(names) => acts.addTags([id], names)}
          onRemove={(names) => acts.removeTags([id], names)}
        />
      </div>
      <FindingList mild entry={entry} entries={entries} acts={acts} />
      <Section title={t("defects")}>
        <DefectList photo={pinning.seen(photo)} pinning={pinning} readOnly={!acts.mayChange} />
      </Section>
      <Section title={t("details")}>
        <PhotoFacts photo={photo} />
      </Section>
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** The first nine shots are also the keys 1 to 9. */
function ShotField({ entry: { id, photo }, acts }: Pick<ViewerInspectorProps, "entry" | "acts">) {
  const { t } = useTranslation("photos");
  const { t: common } = useTranslation("common");
  const shots = useShots();
  const { shot } = photo;
  const isListed = shot === null || shots.some((one) => one.id === shot);
  const listed = shots.map(({ id: value, name }, place) => ({
    value,
    label: place < 9 ? `${place + 1}  ${name}` : name,
  }));
  const gone = isListed ? [] : [{ value: shot, label: shotName({ id: shot, name: "" }, common) }];
  return (
    <Select
      label={t("shotField")}
      placeholder={t("shotNone")}
      data={[...listed, ...gone]}
      value={shot}
      readOnly={!acts.mayChange}
      clearable={acts.mayChange}
      searchable={acts.mayChange}
      onChange={(chosen) => acts.setShot([id], shots.find((one) => one.id === chosen) ?? null)}
    />
  );
}
