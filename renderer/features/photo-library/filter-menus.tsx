import { Button, Menu, Popover, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { vehicleStatuses } from "#shared/model/vehicle.ts";
import { useReplica } from "#renderer/replica/context.tsx";
import { useLive } from "#renderer/replica/use-live.ts";
import { formatCivilDate, formatCount } from "#renderer/ui/format.ts";
import { shotName } from "#renderer/ui/shot-name.ts";
import { useLocale } from "#renderer/ui/use-locale.ts";
import { flawKinds } from "./library-filter.ts";
import styles from "#renderer/ui/list-toolbar.module.css";
import classes from "./filter-menus.module.css";
import type { Library } from "./use-library-view.ts";
import type { ViewStore } from "./view-state.ts";

interface FilterProps {
  store: ViewStore;
  library: Library;
}

/** What the photos are narrowed to, beside the shelf they lie on. */
export function FilterMenus({ store, library }: FilterProps) {
  return (
    <>
      <FlawMenu store={store} library={library} />
      <ShotMenu store={store} library={library} />
      <StatusMenu store={store} />
      <TagMenu store={store} library={library} />
      <DateFilter store={store} />
    </>
  );
}

function FilterMenu(props: {
  label: string;
  name: string;
  on: boolean;
  children: ReactNode;
  stays?: boolean;
}) {
  const { label, name, on, children, stays = true } = props;
  return (
    <Menu position="bottom-start" closeOnItemClick={!stays}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={on ? "light" : "subtle"}
          color={on ? undefined : "gray"}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          aria-label={name}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>{children}</Menu.Dropdown>
    </Menu>
  );
}

function Count({ value }: { value: number }) {
  const locale = useLocale();
  return <span className={styles.count}>{formatCount(value, locale)}</span>;
}

/** Choosing what is wrong with photos also goes to the shelf of those that need attention. */
function FlawMenu({ store, library: { view } }: FilterProps) {
  const { t } = useTranslation("library");
  const { flaws, presetId } = useStore(store, (state) => state.choices);
  const presets = useLive(useReplica().settings.presets);
  const { narrow } = store.getState();
  const choose = (chosen: typeof flaws) =>
    narrow(chosen.length > 0 ? { shelf: "attention", flaws: chosen } : { shelf: "all", flaws: chosen });
  return (
    <FilterMenu
      label={flaws.length === 1 && flaws[0] ? t(`flaw.${flaws[0]}`) : t("flaws")}
      name={t("filterByFlaw")}
      on={flaws.length > 0}
    >
      {flawKinds.map((flaw) => {
        const on = flaws.includes(flaw);
        return (
          <Menu.CheckboxItem
            key={flaw}
            checked={on}
            onChange={() => choose(on ? flaws.filter((each) => each !== flaw) : [...flaws, flaw])}
            rightSection={<Count value={view?.flaws[flaw] ?? 0} />}
          >
            {t(`flaw.${flaw}`)}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.Label>{t("measuredFor")}</Menu.Label>
      <Menu.CheckboxItem checked={presetId === null} onChange={() => narrow({ presetId: null })}>
        {t("noChannel")}
      </Menu.CheckboxItem>
      {presets.map(({ id, preset }) => (
        <Menu.CheckboxItem key={id} checked={presetId === id} onChange={() => narrow({ presetId: id })}>
          {preset.name}
        </Menu.CheckboxItem>
      ))}
    </FilterMenu>
  );
}

function ShotMenu({ store, library: { shots } }: FilterProps) {
  const { t } = useTranslation(["library", "common"]);
  const { t: common } = useTranslation("common");
  const chosen = useStore(store, ({ choices }) => choices.shot);
  const { narrow } = store.getState();
  const found = shots.find(({ id }) => id === chosen?.shot);
  const label = found ? shotName(found, common) : t("shot");
  const item = (is: "taken" | "missing") => (shot: (typeof shots)[number]) => {
    const on = chosen?.is === is && chosen.shot === shot.id;
    return (
      <Menu.CheckboxItem
        key={shot.id}
        checked={on}
        onChange={() => narrow({ shot: on ? null : { is, shot: shot.id } })}
      >
        {shotName(shot, common)}
      </Menu.CheckboxItem>
    );
  };
  return (
    <FilterMenu
      label={chosen?.is === "missing" ? t("without", { shot: label }) : label}
      name={t("filterByShot")}
      on={chosen !== null}
      stays={false}
    >
      <Menu.Label>{t("carsWithout")}</Menu.Label>
      {shots.filter(({ required }) => required).map(item("missing"))}
      <Menu.Divider />
      <Menu.Label>{t("photosOf")}</Menu.Label>
      {shots.map(item("taken"))}
    </FilterMenu>
  );
}

function StatusMenu({ store }: { store: ViewStore }) {
  const { t } = useTranslation(["library", "common"]);
  const chosen = useStore(store, ({ choices }) => choices.statuses);
  const { narrow } = store.getState();
  const [only] = chosen;
  return (
    <FilterMenu
      label={chosen.length === 1 && only ? t(`common:status.${only}`) : t("common:field.status")}
      name={t("filterByStatus")}
      on={chosen.length > 0}
    >
      {vehicleStatuses.map((status) => {
        const on = chosen.includes(status);
        return (
          <Menu.CheckboxItem
            key={status}
            checked={on}
            onChange={() =>
              narrow({ statuses: on ? chosen.filter((each) => each !== status) : [...chosen, status] })
            }
          >
            {t(`common:status.${status}`)}
          </Menu.CheckboxItem>
        );
      })}
    </FilterMenu>
  );
}

function TagMenu({ store, library: { view } }: FilterProps) {
  const { t } = useTranslation("library");
  const chosen = useStore(store, ({ choices }) => choices.tags);
  const { narrow } = store.getState();
  const counts = new Map([...chosen.map((tag) => [tag, 0] as const), ...(view?.tags ?? [])]);
  const tags = [...counts].sort(([a], [b]) => a.localeCompare(b));
  return (
    <FilterMenu
      label={chosen.length === 1 ? chosen[0]! : t("tags")}
      name={t("filterByTag")}
      on={chosen.length > 0}
    >
      {tags.length === 0 && <Menu.Label>{t("noTags")}</Menu.Label>}
      {tags.map(([tag, count]) => {
        const on = chosen.includes(tag);
        return (
          <Menu.CheckboxItem
            key={tag}
            checked={on}
            onChange={() => narrow({ tags: on ? chosen.filter((each) => each !== tag) : [...chosen, tag] })}
            rightSection={<Count value={count} />}
          >
            {tag}
          </Menu.CheckboxItem>
        );
      })}
    </FilterMenu>
  );
}

function DateFilter({ store }: { store: ViewStore }) {
  const { t } = useTranslation("library");
  const locale = useLocale();
  const { from, to } = useStore(store, (state) => state.choices);
  const { narrow } = store.getState();
  const on = from !== null || to !== null;
  const said = (date: string | null) => (date === null ? "…" : formatCivilDate(date, locale));
  const field = (name: "from" | "to", value: string | null) => (
    <TextInput
      type="date"
      label={t(name)}
      value={value ?? ""}
      onChange={(event) => narrow({ [name]: event.currentTarget.value || null })}
    />
  );
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant={on ? "light" : "subtle"}
          color={on ? undefined : "gray"}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />}
          aria-label={t("filterByDate")}
        >
          {on ? `${said(from)} – ${said(to)}` : t("date")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dates}>
        <p className={classes.hint}>{t("dateHint")}</p>
        {field("from", from)}
        {field("to", to)}
      </Popover.Dropdown>
    </Popover>
  );
}
