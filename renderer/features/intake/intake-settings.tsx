import { Button, TextInput } from "@mantine/core";
import { IconCopyCheck, IconEye, IconFolder } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBridge, useDesk } from "#renderer/bridge/context.tsx";
import { RefusedRow } from "./refused-button.tsx";
import row from "#renderer/ui/settings-row.module.css";
import { SettingsSection } from "#renderer/ui/settings-section.tsx";
import classes from "./intake-settings.module.css";
import {
  type IntakePlace,
  type PlaceProblem,
  type UsedPlaces,
  useIntakePlaces,
} from "./use-intake-places.ts";

/** Where this desk takes photos from by itself, and where it keeps a second copy. */
export function IntakeSettings() {
  const { t } = useTranslation("intake");
  const used = useIntakePlaces();
  return (
    <SettingsSection title={t("settings.title")} text={t("settings.text")}>
      <PlaceRow place="watchedFolder" used={used} />
      <PlaceRow place="secondPlace" used={used} />
      <RefusedRow />
    </SettingsSection>
  );
}

interface PlaceRowProps {
  place: IntakePlace;
  used: UsedPlaces;
}

function PlaceRow({ place, used: { places, set } }: PlaceRowProps) {
  const { t } = useTranslation(["intake", "common"]);
  const bridge = useBridge();
  const { fileDialog } = useDesk();
  const [problem, setProblem] = useState<PlaceProblem | null>(null);
  const [typing, setTyping] = useState(false);
  const path = places?.[place] ?? null;
  const keep = async (next: string | null) => {
    const found = await set(place, next);
    setProblem(found);
    if (!found) setTyping(false);
  };
  const choose = async () => {
    if (fileDialog === "window") return setTyping(true);
    const chosen = await bridge.renditions.choosePlace({ what: place, suggestedName: "" });
    if (chosen.path) await keep(chosen.path);
  };
  const Icon = place === "watchedFolder" ? IconEye : IconCopyCheck;

  return (
    <div className={classes.place} role="group" aria-label={t(`settings.${place}`)}>
      <Icon size={18} stroke={1.5} aria-hidden />
      <div className={row.words}>
        <h3 className={row.name}>{t(`settings.${place}`)}</h3>
        <p className={row.hint}>{t(`settings.${place}Hint`)}</p>
        {typing ? (
          <PathForm
            initial={path ?? ""}
            onKeep={(next) => void keep(next)}
            onCancel={() => setTyping(false)}
          />
        ) : (
          path && (
            <p className={classes.path} data-selectable>
              <IconFolder size={14} stroke={1.5} aria-hidden />
              {path}
            </p>
          )
        )}
        {problem && (
          <p className={row.problem} role="alert">
            {problem === "failed" ? t("settings.failed") : t(`settings.unusable.${problem}`)}
          </p>
        )}
      </div>
      {!typing && (
        <div className={classes.acts}>
          <Button size="compact-sm" variant="default" disabled={!places} onClick={() => void choose()}>
            {path ? t("settings.change") : t("settings.choose")}
          </Button>
          {path && (
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void keep(null)}>
              {t(`settings.stop.${place}`)}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** A browser cannot say where a folder is, so its path is written. */
function PathForm(props: { initial: string; onKeep: (path: string) => void; onCancel: () => void }) {
  const { t } = useTranslation(["intake", "common"]);
  const [path, setPath] = useState(props.initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim()) props.onKeep(path.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        className={classes.field ?? ""}
        data-autofocus
        autoFocus
        size="xs"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        placeholder={t("settings.path")}
        aria-label={t("settings.path")}
      />
      <Button size="compact-sm" type="submit" disabled={!path.trim()}>
        {t("common:save")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={props.onCancel}>
        {t("common:cancel")}
      </Button>
    </form>
  );
}
